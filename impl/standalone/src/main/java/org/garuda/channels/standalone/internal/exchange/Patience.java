package org.garuda.channels.standalone.internal.exchange;

/**
 * How long a connection may stay in what it is at: until a point in time, or as long as it takes. Set by the thread of
 * the connection's selector, or by one that answers; looked at by the sweep.
 */
final class Patience {

    /**
     * A client that is still sending would lose the answer if the connection were closed with something unread in it.
     */
    private static final long LINGER_NANOS = 2_000_000_000L;

    private final HttpPort http;

    /** Zero for never. */
    private volatile long due;

    Patience(HttpPort http) {
        this.http = http;
    }

    /** For the next request to begin. */
    void forRequest() {
        begin(http.idleNanos());
    }

    /** For an answer to be taken. */
    void forAnswer(int bytes) {
        begin(http.sendNanos() + http.pace(bytes));
    }

    /** For what still comes behind the last answer. */
    void forLingering() {
        begin(LINGER_NANOS);
    }

    /** @param then a point in time, as {@link HttpPort#due} gives it */
    void until(long then) {
        due = then;
    }

    void unlimited() {
        due = 0;
    }

    boolean isOver(long now) {
        long until = due;
        return until != 0 && now - until >= 0;
    }

    private void begin(long nanos) {
        due = http.due(http.now(), nanos);
    }
}
