package org.garuda.channels.standalone.internal.exchange;

/** What a connection of HTTP is at. */
enum HttpState {
    /** Between two requests. */
    IDLE,
    HEAD,
    BODY,
    /** A whole request is being answered. */
    BUSY,
    /** The same, and it takes its time. */
    WAITING,
    /** The answer is being written. */
    ANSWERING,
    /** The last answer has been written; what still comes is thrown away. */
    LINGERING,
    /** It has left HTTP, or is closed. */
    OVER;

    /** So much may come behind a request whose answer is waited for, before nothing more is read. */
    private static final int MOST_AHEAD = 16 * 1024;

    /**
     * Whether more is to be read.
     *
     * @param ahead how many bytes have been read that nobody has used yet
     */
    boolean reads(int ahead) {
        return switch (this) {
            case IDLE, HEAD, BODY, LINGERING -> true;
            case WAITING -> ahead < MOST_AHEAD;
            case BUSY, ANSWERING, OVER -> false;
        };
    }
}
