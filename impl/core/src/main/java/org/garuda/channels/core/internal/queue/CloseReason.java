package org.garuda.channels.core.internal.queue;

import java.nio.charset.StandardCharsets;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.metrics.Counter;

/**
 * Why the server ends a connection, with the WebSocket close code. Never 1000 where the client should come back:
 * phoenix.js stays away then.
 */
public enum CloseReason {
    /** The client went away by itself; nothing is sent. */
    GONE(1006, "", Counter.CLOSED_BY_CLIENT),
    /** A frame that cannot be decoded. */
    MALFORMED(1011, "malformed frame", Counter.CLOSED_MALFORMED),
    /** A frame against the WebSocket protocol, such as one without a mask. */
    PROTOCOL_ERROR(1002, "protocol error", Counter.CLOSED_PROTOCOL_ERROR),
    /** A text that is no UTF-8. */
    INVALID_UTF8(1007, "invalid UTF-8", Counter.CLOSED_INVALID_UTF8),
    /** A message over the size limit. */
    TOO_BIG(1009, "message too big", Counter.CLOSED_TOO_BIG),
    /** A message of more parts than are taken. */
    TOO_MANY_PARTS(1009, "message of too many parts", Counter.CLOSED_TOO_MANY_PARTS),
    /** The unfinished messages of all clients hold too many bytes, and this client's hold the most. */
    UNFINISHED_BYTES(1013, "too many bytes of unfinished messages", Counter.CLOSED_UNFINISHED_BYTES),
    /** A ref or join ref over the limit. */
    REF_TOO_LONG(1008, "ref or join_ref too long", Counter.CLOSED_REF_TOO_LONG),
    /** Too many messages wait for the handlers. */
    FLOODING(1008, "too many pending messages", Counter.CLOSED_FLOODING),
    /** Messages of too many bytes wait for the handlers. */
    FLOODING_BYTES(1008, "too many pending bytes", Counter.CLOSED_FLOODING_BYTES),
    /** The client reads too slowly: its outbox is full or too old, or a write does not finish. */
    SLOW(1013, "too slow", Counter.CLOSED_SLOW),
    /** Nothing was heard for too long. */
    IDLE(1001, "idle", Counter.CLOSED_IDLE),
    /** The application disconnected the client. */
    DISCONNECTED(1001, "disconnected", Counter.CLOSED_DISCONNECTED),
    /** This node stops, another may take over. */
    RESTART(1012, "restart", Counter.CLOSED_STOPPING),
    /** The application is undeployed. */
    UNDEPLOYED(1001, "going away", Counter.CLOSED_STOPPING);

    /** So much a close frame has room for, behind the code. */
    private static final int MOST_BYTES = 123;

    private final int code;
    private final String text;
    private final Counter counter;

    CloseReason(int code, String text, Counter counter) {
        this.code = code;
        this.text = text;
        this.counter = counter;
    }

    /** The WebSocket close code. */
    public int code() {
        return code;
    }

    /** Counts the connections that end so. */
    public Counter counter() {
        return counter;
    }

    /** The reason phrase of the close frame. */
    public String text() {
        return text;
    }

    /** The reason phrase with a word on what was wrong, cut to what a close frame can hold. */
    public String textWith(String what) {
        StringBuilder phrase = new StringBuilder(Printable.of(text + ": " + what));
        while (phrase.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            int end = phrase.length() - 1;
            phrase.setLength(Character.isLowSurrogate(phrase.charAt(end)) ? end - 1 : end);
        }
        return phrase.toString();
    }
}
