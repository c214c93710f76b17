package org.garuda.channels.config;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Long-polling, for clients that get no WebSocket through. It is on by default.
 *
 * <p>A session lives in the memory of the node that started it, so a load balancer must send all requests of a client
 * to the same node.
 *
 * @param enabled whether {@code path/longpoll} is served
 * @param window how long a poll waits for messages before it is answered with none. A session without a poll for one
 *     and a half windows expires, and its channels end
 * @param tokenAge how old a session may become. A client whose session is older gets a new one, as one whose session
 *     has expired does
 * @param bodyBytes size of the body of one post in bytes; a larger one is answered with status 413, and none of it is
 *     taken
 * @param batchLines frames in one post; a larger batch is answered with status 413, and none of it is taken
 * @param sessionsPerAddress sessions that clients of one remote address (for IPv6: of one /64 network) may have on this
 *     node at once; one more is turned away with status 403. Behind a proxy, have the server take the address from the
 *     proxy's header, or all clients count as one
 * @param postsPerSession posts of one session that may be under way at once, from the head of the request to its
 *     answer; one more is answered with status 429, and none of it is taken
 * @param secret what session tokens are signed with, at least 32 bytes of UTF-8, or null for a random key of each
 *     start. With the same secret on all nodes, a token of another node, or of this node before its last start, counts
 *     as one of a session that is gone and not as a forged one. It does not bring the session back
 */
public record LongPollSettings(
        boolean enabled,
        Duration window,
        Duration tokenAge,
        int bodyBytes,
        int batchLines,
        int sessionsPerAddress,
        int postsPerSession,
        @Nullable String secret) {

    private static final int SECRET_BYTES = 32;
    private static final LongPollSettings DEFAULTS =
            new LongPollSettings(true, Duration.ofSeconds(10), Duration.ofDays(14), 8_000_000, 100, 10_000, 64, null);

    /**
     * Checks that every time and number is positive, and the secret long enough.
     *
     * @param enabled see above
     * @param window see above
     * @param tokenAge see above
     * @param bodyBytes see above
     * @param batchLines see above
     * @param sessionsPerAddress see above
     * @param postsPerSession see above
     * @param secret see above
     * @throws IllegalArgumentException when one is not
     */
    public LongPollSettings {
        positive("window", window);
        positive("tokenAge", tokenAge);
        positive("bodyBytes", bodyBytes);
        positive("batchLines", batchLines);
        positive("sessionsPerAddress", sessionsPerAddress);
        positive("postsPerSession", postsPerSession);
        if (secret != null && secret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES) {
            throw new IllegalArgumentException("longPoll.secret must have at least " + SECRET_BYTES
                    + " bytes; take random ones, such as those of \"openssl rand -base64 48\"");
        }
    }

    /**
     * The defaults: enabled, window 10 s, tokens of at most 14 days, bodies of at most 8,000,000 bytes (as in Phoenix),
     * 100 frames a batch (as in Phoenix), 10,000 sessions an address, 64 posts of a session at once, a random key.
     *
     * @return the defaults
     */
    public static LongPollSettings defaults() {
        return DEFAULTS;
    }

    /**
     * A copy with long-polling on or off.
     *
     * @param on whether it is served
     * @return the copy
     */
    public LongPollSettings withEnabled(boolean on) {
        return new LongPollSettings(
                on, window, tokenAge, bodyBytes, batchLines, sessionsPerAddress, postsPerSession, secret);
    }

    /**
     * A copy with another window.
     *
     * @param time the time a poll waits
     * @return the copy
     */
    public LongPollSettings withWindow(Duration time) {
        return new LongPollSettings(
                enabled, time, tokenAge, bodyBytes, batchLines, sessionsPerAddress, postsPerSession, secret);
    }

    /**
     * A copy with another age limit of sessions.
     *
     * @param age the age
     * @return the copy
     */
    public LongPollSettings withTokenAge(Duration age) {
        return new LongPollSettings(
                enabled, window, age, bodyBytes, batchLines, sessionsPerAddress, postsPerSession, secret);
    }

    /**
     * A copy with another size of bodies.
     *
     * @param bytes the size
     * @return the copy
     */
    public LongPollSettings withBodyBytes(int bytes) {
        return new LongPollSettings(
                enabled, window, tokenAge, bytes, batchLines, sessionsPerAddress, postsPerSession, secret);
    }

    /**
     * A copy with another size of batches.
     *
     * @param lines the number of frames
     * @return the copy
     */
    public LongPollSettings withBatchLines(int lines) {
        return new LongPollSettings(
                enabled, window, tokenAge, bodyBytes, lines, sessionsPerAddress, postsPerSession, secret);
    }

    /**
     * A copy with another number of sessions for each address.
     *
     * @param sessions the number
     * @return the copy
     */
    public LongPollSettings withSessionsPerAddress(int sessions) {
        return new LongPollSettings(
                enabled, window, tokenAge, bodyBytes, batchLines, sessions, postsPerSession, secret);
    }

    /**
     * A copy with another number of posts for each session.
     *
     * @param posts the number
     * @return the copy
     */
    public LongPollSettings withPostsPerSession(int posts) {
        return new LongPollSettings(
                enabled, window, tokenAge, bodyBytes, batchLines, sessionsPerAddress, posts, secret);
    }

    /**
     * A copy with another secret.
     *
     * @param text the secret, or null for a random key
     * @return the copy
     */
    public LongPollSettings withSecret(@Nullable String text) {
        return new LongPollSettings(
                enabled, window, tokenAge, bodyBytes, batchLines, sessionsPerAddress, postsPerSession, text);
    }

    /** Everything but the secret, so that it gets into no log. */
    @Override
    public String toString() {
        return "LongPollSettings[enabled=" + enabled + ", window=" + window + ", tokenAge=" + tokenAge + ", bodyBytes="
                + bodyBytes + ", batchLines=" + batchLines + ", sessionsPerAddress=" + sessionsPerAddress
                + ", postsPerSession=" + postsPerSession + ", secret="
                + (secret == null ? "none" : "set") + "]";
    }

    private static void positive(String name, Duration value) {
        Objects.requireNonNull(value, () -> "longPoll." + name + " must not be null");
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("longPoll." + name + " must be positive, but is " + value);
        }
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("longPoll." + name + " must be at least 1, but is " + value);
        }
    }
}
