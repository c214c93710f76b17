package org.garuda.channels.core.internal.longpoll;

import java.util.Map;
import java.util.TreeMap;
import org.garuda.channels.core.internal.bus.BodyReader;
import org.garuda.channels.core.internal.bus.BodyWriter;
import org.garuda.channels.core.internal.bus.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/**
 * What a session's node says to a {@link RelayedRequest}.
 *
 * @param path the socket's
 * @param id the request's
 * @param answer null when there is no such session
 */
record RelayedAnswer(String path, long id, @Nullable LongPollResponse answer) {

    private static final int NO_SESSION = 0;
    private static final int ANSWER = 1;

    byte[] write() {
        BodyWriter out = new BodyWriter(512 + (answer == null ? 0 : answer.body().length))
                .text(path)
                .number(id)
                .oneByte(answer == null ? NO_SESSION : ANSWER);
        if (answer == null) {
            return out.toBytes();
        }
        out.number(answer.status()).number(answer.headers().size());
        answer.headers().forEach((name, value) -> out.text(name).text(value));
        return out.bytes(answer.body(), 0, answer.body().length).toBytes();
    }

    /**
     * Reads it, from behind the path.
     *
     * @throws MalformedMessageException when it is none
     */
    static RelayedAnswer read(String path, BodyReader in) throws MalformedMessageException {
        long id = in.number();
        int what = in.oneByte();
        if (what == NO_SESSION) {
            return new RelayedAnswer(path, id, null);
        }
        if (what != ANSWER) {
            throw new MalformedMessageException("an answer of kind " + what);
        }
        int status = (int) in.number();
        return new RelayedAnswer(path, id, new LongPollResponse(status, headers(in), in.rest()));
    }

    static Map<String, String> headers(BodyReader in) throws MalformedMessageException {
        Map<String, String> headers = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            headers.put(in.text(), in.text());
        }
        return headers;
    }
}
