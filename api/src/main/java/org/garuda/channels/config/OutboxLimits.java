package org.garuda.channels.config;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.garuda.channels.Channel;

/**
 * How much may wait for one client that reads too slowly. When a bound is reached, broadcasts follow the topic's {@link
 * OverflowPolicy}; replies, closes, errors and presence are never dropped: if they cannot be kept, the client is closed
 * with code 1013, after which phoenix.js connects again. Changed with {@link SocketSettings.Builder#outbox}; immutable.
 */
public final class OutboxLimits extends Group {

    private static final Setting<Long> BYTES = Setting.large("outbox.bytes", 1024 * 1024);
    private static final Setting<Integer> MESSAGES = Setting.number("outbox.messages", 1000);
    private static final Setting<Duration> AGE = Setting.time("outbox.age", Duration.ofSeconds(10));
    private static final Setting<Map<String, OverflowPolicy>> OVERFLOW = Setting.unnamed("outbox.overflow", Map.of());

    static final List<Setting<?>> SETTINGS = List.of(BYTES, MESSAGES, AGE, OVERFLOW);

    OutboxLimits(Values values) {
        super(values, SETTINGS);
    }

    /**
     * Bytes that may wait; the message that crosses the bound is still taken, so that one message larger than it can be
     * sent. 1,048,576 by default.
     *
     * @return the limit
     */
    public long bytes() {
        return values.get(BYTES);
    }

    /**
     * Messages that may wait. 1,000 by default.
     *
     * @return the limit
     */
    public int messages() {
        return values.get(MESSAGES);
    }

    /**
     * How long a message may wait. 10 seconds by default.
     *
     * @return the time
     */
    public Duration age() {
        return values.get(AGE);
    }

    /**
     * What happens to broadcasts, by topic pattern (as in {@link Channel}); topics that match none disconnect the
     * client. None by default.
     *
     * @return an unmodifiable map
     */
    public Map<String, OverflowPolicy> overflow() {
        return values.get(OVERFLOW);
    }

    /** Sets some of them; not for use by several threads. */
    public static final class Builder {

        private final Values.Draft draft;

        Builder(Values.Draft draft) {
            this.draft = draft;
        }

        /**
         * Sets {@link OutboxLimits#bytes()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder bytes(long value) {
            draft.set(BYTES, value);
            return this;
        }

        /**
         * Sets {@link OutboxLimits#messages()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder messages(int value) {
            draft.set(MESSAGES, value);
            return this;
        }

        /**
         * Sets {@link OutboxLimits#age()}.
         *
         * @param value more than nothing
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder age(Duration value) {
            draft.set(AGE, value);
            return this;
        }

        /**
         * Has the broadcasts of some topics follow a policy when the client is too slow.
         *
         * @param topicPattern an exact topic, a template, or a prefix that ends in {@code *}
         * @param policy the policy
         * @return this
         */
        public Builder overflow(String topicPattern, OverflowPolicy policy) {
            Objects.requireNonNull(topicPattern, "the topic pattern must not be null");
            Objects.requireNonNull(policy, "the policy must not be null; OverflowPolicy.disconnect() is the usual one");
            Map<String, OverflowPolicy> more = new HashMap<>(draft.get(OVERFLOW));
            more.put(topicPattern, policy);
            draft.set(OVERFLOW, Map.copyOf(more));
            return this;
        }
    }
}
