package org.garuda.channels.core.internal.relay;

import java.util.Map;
import java.util.TreeMap;
import org.garuda.channels.core.internal.bus.BodyReader;
import org.garuda.channels.core.internal.bus.BodyWriter;
import org.garuda.channels.core.internal.bus.MalformedMessageException;

/**
 * What a session's node says to a {@link RelayedRequest}.
 *
 * @param path the socket's
 * @param id the request's
 * @param status the HTTP status, or {@link #NO_SESSION}
 * @param headers all headers but those of the connection and the length
 * @param body may be empty
 */
public record RelayedAnswer(String path, long id, int status, Map<String, String> headers, byte[] body) {

    /** There is no such session; then there is nothing else. */
    public static final int NO_SESSION = 0;

    private static final int NONE = 0;
    private static final int ANSWER = 1;

    /** That there is no such session. */
    public static RelayedAnswer none(String path, long id) {
        return new RelayedAnswer(path, id, NO_SESSION, Map.of(), new byte[0]);
    }

    /** Whether there is no such session. */
    public boolean isNone() {
        return status == NO_SESSION;
    }

    /** The message. */
    public byte[] write() {
        BodyWriter out = new BodyWriter(512 + body.length).text(path).number(id).oneByte(isNone() ? NONE : ANSWER);
        if (isNone()) {
            return out.toBytes();
        }
        out.number(status).number(headers.size());
        headers.forEach((name, value) -> out.text(name).text(value));
        return out.bytes(body, 0, body.length).toBytes();
    }

    /**
     * Reads it, from behind the path.
     *
     * @throws MalformedMessageException when it is none
     */
    public static RelayedAnswer read(String path, BodyReader in) throws MalformedMessageException {
        long id = in.number();
        int what = in.oneByte();
        if (what == NONE) {
            return none(path, id);
        }
        if (what != ANSWER) {
            throw new MalformedMessageException("an answer of kind " + what);
        }
        int status = (int) in.number();
        return new RelayedAnswer(path, id, status, headers(in), in.rest());
    }

    static Map<String, String> headers(BodyReader in) throws MalformedMessageException {
        Map<String, String> headers = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            headers.put(in.text(), in.text());
        }
        return headers;
    }
}
