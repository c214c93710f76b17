package org.garuda.channels.core.engine;

import java.nio.charset.StandardCharsets;
import org.garuda.channels.core.logging.Printable;

/** Why the server ends a connection, with the WebSocket close code. Never 1000 where the client should come back: phoenix.js stays away then. */
public enum CloseReason {
    /** The client went away by itself; nothing is sent. */
    GONE(1006, ""),
    /** A frame that cannot be decoded. */
    MALFORMED(1011, "malformed frame"),
    /** A frame against the WebSocket protocol, such as one without a mask. */
    PROTOCOL_ERROR(1002, "protocol error"),
    /** A text that is no UTF-8. */
    INVALID_UTF8(1007, "invalid UTF-8"),
    /** A message over the size limit. */
    TOO_BIG(1009, "message too big"),
    /** A message of more parts than are taken. */
    TOO_MANY_PARTS(1009, "message of too many parts"),
    /** The unfinished messages of all clients hold too many bytes, and this client's hold the most. */
    UNFINISHED_BYTES(1013, "too many bytes of unfinished messages"),
    /** A ref or join ref over the limit. */
    REF_TOO_LONG(1008, "ref or join_ref too long"),
    /** Too many messages wait for the handlers. */
    FLOODING(1008, "too many pending messages"),
    /** Messages of too many bytes wait for the handlers. */
    FLOODING_BYTES(1008, "too many pending bytes"),
    /** The client reads too slowly: its outbox is full or too old, or a write does not finish. */
    SLOW(1013, "too slow"),
    /** Nothing was heard for too long. */
    IDLE(1001, "idle"),
    /** The application disconnected the client. */
    DISCONNECTED(1001, "disconnected"),
    /** This node stops, another may take over. */
    RESTART(1012, "restart"),
    /** The application is undeployed. */
    UNDEPLOYED(1001, "going away");

    /** So much a close frame has room for, behind the code. */
    private static final int MOST_BYTES = 123;

    private final int code;
    private final String text;

    CloseReason(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The WebSocket close code. */
    public int code() {
        return code;
    }

    /** The reason phrase of the close frame. */
    public String text() {
        return text;
    }

    /** The reason phrase with a word on what was wrong, cut to what a close frame can hold. */
    String textWith(String what) {
        StringBuilder phrase = new StringBuilder(Printable.of(text + ": " + what));
        while (phrase.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            int end = phrase.length() - 1;
            phrase.setLength(Character.isLowSurrogate(phrase.charAt(end)) ? end - 1 : end);
        }
        return phrase.toString();
    }
}
