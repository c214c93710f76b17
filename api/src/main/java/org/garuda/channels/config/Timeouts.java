package org.garuda.channels.config;

import java.time.Duration;
import java.util.List;

/**
 * How long the server waits for a client and for the handlers. Times are watched by one sweep, so that they are kept to
 * about a quarter of a second. Changed with {@link SocketSettings.Builder#timeouts}; immutable.
 */
public final class Timeouts extends Group {

    private static final Setting<Duration> IDLE = Setting.time("timeouts.idle", Duration.ofSeconds(60));
    private static final Setting<Duration> JOIN = Setting.time("timeouts.join", Duration.ofSeconds(10));
    private static final Setting<Duration> SEND = Setting.time("timeouts.send", Duration.ofSeconds(10));

    static final List<Setting<?>> SETTINGS = List.of(IDLE, JOIN, SEND);

    // Looked up once: they are asked for with each client at each turn of the sweep.
    private final Duration idle;
    private final Duration join;
    private final Duration send;

    Timeouts(Values values) {
        super(values, SETTINGS);
        this.idle = values.get(IDLE);
        this.join = values.get(JOIN);
        this.send = values.get(SEND);
    }

    /**
     * How long a client may be silent; then the connection is closed with 1001. Heartbeats of phoenix.js come every 30
     * seconds. 60 seconds by default, as in Phoenix.
     *
     * @return the time
     */
    public Duration idle() {
        return idle;
    }

    /**
     * How long a join or leave may stay unanswered by its handler; then a join is refused with {@code {"reason":"join
     * timeout"}}, and a leave granted. 10 seconds by default.
     *
     * @return the time
     */
    public Duration join() {
        return join;
    }

    /**
     * How long one write to a client may take; then the client is closed as too slow. 10 seconds by default.
     *
     * @return the time
     */
    public Duration send() {
        return send;
    }

    /** Sets some of them; not for use by several threads. */
    public static final class Builder {

        private final Values.Draft draft;

        Builder(Values.Draft draft) {
            this.draft = draft;
        }

        /**
         * Sets {@link Timeouts#idle()}.
         *
         * @param value more than nothing
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder idle(Duration value) {
            draft.set(IDLE, value);
            return this;
        }

        /**
         * Sets {@link Timeouts#join()}.
         *
         * @param value more than nothing
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder join(Duration value) {
            draft.set(JOIN, value);
            return this;
        }

        /**
         * Sets {@link Timeouts#send()}.
         *
         * @param value more than nothing
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder send(Duration value) {
            draft.set(SEND, value);
            return this;
        }
    }
}
