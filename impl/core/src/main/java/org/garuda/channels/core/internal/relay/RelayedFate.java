package org.garuda.channels.core.internal.relay;

import org.garuda.channels.core.internal.bus.BodyReader;
import org.garuda.channels.core.internal.bus.BodyWriter;
import org.garuda.channels.core.internal.bus.MalformedMessageException;

/**
 * What becomes of a poll and its answer, where nothing said means that it has arrived.
 *
 * @param path the socket's
 * @param id the request's
 * @param token of its session
 * @param lost whether the poll is gone without an answer that arrived; else that is still being written
 */
public record RelayedFate(String path, long id, String token, boolean lost) {

    private static final int LOST = 0;
    private static final int BEING_WRITTEN = 1;

    /** The message. */
    public byte[] write() {
        return new BodyWriter(128)
                .text(path)
                .number(id)
                .text(token)
                .oneByte(lost ? LOST : BEING_WRITTEN)
                .toBytes();
    }

    /**
     * Reads it, from behind the path.
     *
     * @throws MalformedMessageException when it is none
     */
    public static RelayedFate read(String path, BodyReader in) throws MalformedMessageException {
        long id = in.number();
        String token = in.text();
        int fate = in.oneByte();
        if (fate != LOST && fate != BEING_WRITTEN) {
            throw new MalformedMessageException("a fate of kind " + fate);
        }
        return new RelayedFate(path, id, token, fate == LOST);
    }
}
