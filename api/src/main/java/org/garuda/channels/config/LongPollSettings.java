package org.garuda.channels.config;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Long-polling, for clients that get no WebSocket through. It is on by default. Changed with {@link
 * SocketSettings.Builder#longPoll}; immutable.
 *
 * <p>A session lives in the memory of the node that started it. Where several nodes share a broker ({@link
 * BusSettings}), the others hand its requests on to that node; without one, a load balancer must send all requests of a
 * client to the same node.
 */
public final class LongPollSettings extends Group {

    private static final int SECRET_BYTES = 32;

    private static final Setting<Boolean> ENABLED = Setting.flag("longpoll.enabled", true);
    private static final Setting<Duration> WINDOW = Setting.time("longpoll.window", Duration.ofSeconds(10));
    private static final Setting<Duration> TOKEN_AGE = Setting.time("longpoll.token-age", Duration.ofDays(14));
    private static final Setting<Integer> BODY_BYTES = Setting.number("longpoll.body-bytes", 8_000_000);
    private static final Setting<Integer> BATCH_LINES = Setting.number("longpoll.batch-lines", 100);
    private static final Setting<Integer> SESSIONS_PER_ADDRESS =
            Setting.number("longpoll.sessions-per-address", 10_000);
    private static final Setting<Integer> POSTS_PER_SESSION = Setting.number("longpoll.posts-per-session", 64);
    private static final Setting<Integer> RELAYED_POLLS = Setting.number("longpoll.relayed-polls", 1000);
    private static final Setting<Integer> RELAYED_BYTES_PER_SECOND =
            Setting.number("longpoll.relayed-bytes-per-second", 1_000_000);
    private static final Setting<String> SECRET = Setting.secret("longpoll.secret", LongPollSettings::requireLong);

    static final List<Setting<?>> SETTINGS = List.of(
            ENABLED,
            WINDOW,
            TOKEN_AGE,
            BODY_BYTES,
            BATCH_LINES,
            SESSIONS_PER_ADDRESS,
            POSTS_PER_SESSION,
            RELAYED_POLLS,
            RELAYED_BYTES_PER_SECOND,
            SECRET);

    LongPollSettings(Values values) {
        super(values, SETTINGS);
    }

    /**
     * Whether {@code path/longpoll} is served. True by default.
     *
     * @return true if it is
     */
    public boolean enabled() {
        return values.get(ENABLED);
    }

    /**
     * How long a poll waits for messages before it is answered with none. A session without a poll for one and a half
     * windows expires, and its channels end. 10 seconds by default.
     *
     * @return the time
     */
    public Duration window() {
        return values.get(WINDOW);
    }

    /**
     * How old a session may become. A client whose session is older gets a new one, as one whose session has expired
     * does. 14 days by default.
     *
     * @return the time
     */
    public Duration tokenAge() {
        return values.get(TOKEN_AGE);
    }

    /**
     * Size of the body of one post in bytes; a larger one is answered with status 413, and none of it is taken.
     * 8,000,000 by default, as in Phoenix.
     *
     * @return the limit
     */
    public int bodyBytes() {
        return values.get(BODY_BYTES);
    }

    /**
     * Frames in one post; a larger batch is answered with status 413, and none of it is taken. 100 by default, as in
     * Phoenix.
     *
     * @return the limit
     */
    public int batchLines() {
        return values.get(BATCH_LINES);
    }

    /**
     * Sessions that clients of one remote address (for IPv6: of one /64 network) may have on this node at once; one
     * more is turned away with status 403. Behind a proxy, have the server take the address from the proxy's header, or
     * all clients count as one. 10,000 by default.
     *
     * @return the limit
     */
    public int sessionsPerAddress() {
        return values.get(SESSIONS_PER_ADDRESS);
    }

    /**
     * Posts of one session that may be under way at once, from the head of the request to its answer; one more is
     * answered with status 429, and none of it is taken. 64 by default.
     *
     * @return the limit
     */
    public int postsPerSession() {
        return values.get(POSTS_PER_SESSION);
    }

    /**
     * Polls that this node holds at once for sessions of other nodes; one more is answered with status 500, and the
     * client comes again. 1,000 by default.
     *
     * @return the limit
     */
    public int relayedPolls() {
        return values.get(RELAYED_POLLS);
    }

    /**
     * Bytes a second of one session that this node hands on to the one that has it, and as many from there. Who is
     * faster waits: for the answer to a post, and with a poll; a further post meanwhile is answered with status 429, and
     * none of it is taken. 1,000,000 by default.
     *
     * @return the limit
     */
    public int relayedBytesPerSecond() {
        return values.get(RELAYED_BYTES_PER_SECOND);
    }

    /**
     * What session tokens are signed with. With the same secret, a token of this node before its last start counts as
     * one of a session that is gone and not as a forged one. It does not bring the session back, and nodes need not have
     * the same: each checks the tokens of its own sessions. A random key of each start by default. May be read from a file: {@code
     * channels.longpoll.secret-file}.
     *
     * @return the secret, or the empty text if there is none
     */
    public String secret() {
        return values.get(SECRET);
    }

    private static void requireLong(String name, String secret) {
        if (secret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES) {
            throw new IllegalArgumentException(name + " must have at least " + SECRET_BYTES
                    + " bytes; take random ones, such as those of \"openssl rand -base64 48\"");
        }
    }

    /** Sets some of them; not for use by several threads. */
    public static final class Builder {

        private final Values.Draft draft;

        Builder(Values.Draft draft) {
            this.draft = draft;
        }

        /**
         * Sets {@link LongPollSettings#enabled()}.
         *
         * @param value whether it is so
         * @return this
         */
        public Builder enabled(boolean value) {
            draft.set(ENABLED, value);
            return this;
        }

        /**
         * Sets {@link LongPollSettings#window()}.
         *
         * @param value more than nothing
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder window(Duration value) {
            draft.set(WINDOW, value);
            return this;
        }

        /**
         * Sets {@link LongPollSettings#tokenAge()}.
         *
         * @param value more than nothing
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder tokenAge(Duration value) {
            draft.set(TOKEN_AGE, value);
            return this;
        }

        /**
         * Sets {@link LongPollSettings#bodyBytes()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder bodyBytes(int value) {
            draft.set(BODY_BYTES, value);
            return this;
        }

        /**
         * Sets {@link LongPollSettings#batchLines()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder batchLines(int value) {
            draft.set(BATCH_LINES, value);
            return this;
        }

        /**
         * Sets {@link LongPollSettings#sessionsPerAddress()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder sessionsPerAddress(int value) {
            draft.set(SESSIONS_PER_ADDRESS, value);
            return this;
        }

        /**
         * Sets {@link LongPollSettings#postsPerSession()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder postsPerSession(int value) {
            draft.set(POSTS_PER_SESSION, value);
            return this;
        }

        /**
         * Sets {@link LongPollSettings#relayedPolls()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder relayedPolls(int value) {
            draft.set(RELAYED_POLLS, value);
            return this;
        }

        /**
         * Sets {@link LongPollSettings#relayedBytesPerSecond()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder relayedBytesPerSecond(int value) {
            draft.set(RELAYED_BYTES_PER_SECOND, value);
            return this;
        }

        /**
         * Sets {@link LongPollSettings#secret()}.
         *
         * @param value at least 32 bytes of UTF-8
         * @return this
         * @throws IllegalArgumentException when it is shorter
         */
        public Builder secret(String value) {
            draft.set(SECRET, value);
            return this;
        }
    }
}
