package org.garuda.channels.core.internal.http;

/**
 * Why the rest of a body is not waited for. The connection is closed after the answer, since the rest may still come.
 */
public enum BodyProblem {
    /** It is over its limit. */
    TOO_BIG(413, "the body is too large"),
    /** It came too slowly. */
    OVERDUE(408, "the body came too slowly"),
    /** All unfinished bodies and messages of the node together hold too many bytes, this one the most. */
    EVICTED(503, "the server holds too many unfinished requests");

    private final int status;
    private final String text;

    BodyProblem(int status, String text) {
        this.status = status;
        this.text = text;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** A sentence for the client. */
    public String text() {
        return text;
    }
}
