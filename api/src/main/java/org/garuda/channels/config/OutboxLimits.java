package org.garuda.channels.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.garuda.channels.Channel;

/**
 * How much may wait for one client that reads too slowly. When a bound is reached, broadcasts follow the topic's {@link
 * OverflowPolicy}; replies, closes, errors and presence are never dropped: if they cannot be kept, the client is closed
 * with code 1013, after which phoenix.js connects again.
 *
 * @param bytes bytes that may wait; the message that crosses the bound is still taken, so that one message larger than
 *     it can be sent
 * @param messages messages that may wait
 * @param age how long a message may wait
 * @param overflow what happens to broadcasts, by topic pattern (as in {@link Channel}); topics that match none
 *     disconnect the client
 */
public record OutboxLimits(long bytes, int messages, Duration age, Map<String, OverflowPolicy> overflow) {

    private static final OutboxLimits DEFAULTS = new OutboxLimits(1024 * 1024, 1000, Duration.ofSeconds(10), Map.of());

    /**
     * Checks the bounds.
     *
     * @param bytes see above
     * @param messages see above
     * @param age see above
     * @param overflow see above
     * @throws IllegalArgumentException when one is not positive
     */
    public OutboxLimits {
        Objects.requireNonNull(age, "outbox.age must not be null");
        Objects.requireNonNull(overflow, "outbox.overflow must not be null; use Map.of() for none");
        if (bytes < 1 || messages < 1 || age.isZero() || age.isNegative()) {
            throw new IllegalArgumentException("outbox.bytes, outbox.messages and outbox.age must be positive, but are "
                    + bytes + ", " + messages + " and " + age);
        }
        overflow = Map.copyOf(overflow);
    }

    /**
     * The defaults: 1 MiB, 1,000 messages, 10 seconds, and slow clients are disconnected.
     *
     * @return the defaults
     */
    public static OutboxLimits defaults() {
        return DEFAULTS;
    }

    /**
     * A copy with another bound on bytes.
     *
     * @param number bytes
     * @return the copy
     */
    public OutboxLimits withBytes(long number) {
        return new OutboxLimits(number, messages, age, overflow);
    }

    /**
     * A copy with another bound on messages.
     *
     * @param number messages
     * @return the copy
     */
    public OutboxLimits withMessages(int number) {
        return new OutboxLimits(bytes, number, age, overflow);
    }

    /**
     * A copy with another bound on age.
     *
     * @param time the age
     * @return the copy
     */
    public OutboxLimits withAge(Duration time) {
        return new OutboxLimits(bytes, messages, time, overflow);
    }

    /**
     * A copy in which the broadcasts of some topics follow a policy when the client is too slow.
     *
     * @param topicPattern an exact topic or a prefix that ends in {@code *}
     * @param policy the policy
     * @return the copy
     */
    public OutboxLimits withOverflow(String topicPattern, OverflowPolicy policy) {
        Objects.requireNonNull(topicPattern, "the topic pattern must not be null");
        Objects.requireNonNull(policy, "the policy must not be null; OverflowPolicy.disconnect() is the usual one");
        Map<String, OverflowPolicy> more = new LinkedHashMap<>(overflow);
        more.put(topicPattern, policy);
        return new OutboxLimits(bytes, messages, age, more);
    }
}
