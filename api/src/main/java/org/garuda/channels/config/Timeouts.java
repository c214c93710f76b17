package org.garuda.channels.config;

import java.time.Duration;
import java.util.Objects;

/**
 * How long the server waits. Times are watched by one sweep, so that they are kept to about a quarter of a second.
 *
 * @param idle how long a client may be silent; then the connection is closed with 1001. Heartbeats of phoenix.js come
 *     every 30 seconds
 * @param join how long a join or leave may stay unanswered by its handler; then a join is refused with {@code
 *     {"reason":"join timeout"}}, and a leave granted
 * @param send how long one write to a client may take; then the client is closed as too slow
 * @param stop how long an orderly stop may take: closing the clients, and waiting for running callbacks
 */
public record Timeouts(Duration idle, Duration join, Duration send, Duration stop) {

    private static final Timeouts DEFAULTS = new Timeouts(
            Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));

    /**
     * Checks that every time is positive.
     *
     * @param idle see above
     * @param join see above
     * @param send see above
     * @param stop see above
     * @throws IllegalArgumentException when one is not
     */
    public Timeouts {
        positive("idle", idle);
        positive("join", join);
        positive("send", send);
        positive("stop", stop);
    }

    /**
     * The defaults: idle 60 s (as in Phoenix), join 10 s, send 10 s, stop 10 s.
     *
     * @return the defaults
     */
    public static Timeouts defaults() {
        return DEFAULTS;
    }

    /**
     * A copy with another idle time.
     *
     * @param time the time
     * @return the copy
     */
    public Timeouts withIdle(Duration time) {
        return new Timeouts(time, join, send, stop);
    }

    /**
     * A copy with another time for joins and leaves.
     *
     * @param time the time
     * @return the copy
     */
    public Timeouts withJoin(Duration time) {
        return new Timeouts(idle, time, send, stop);
    }

    /**
     * A copy with another time for one write.
     *
     * @param time the time
     * @return the copy
     */
    public Timeouts withSend(Duration time) {
        return new Timeouts(idle, join, time, stop);
    }

    /**
     * A copy with another time for the stop.
     *
     * @param time the time
     * @return the copy
     */
    public Timeouts withStop(Duration time) {
        return new Timeouts(idle, join, send, time);
    }

    private static void positive(String name, Duration value) {
        Objects.requireNonNull(value, () -> "timeouts." + name + " must not be null");
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("timeouts." + name + " must be positive, but is " + value);
        }
    }
}
