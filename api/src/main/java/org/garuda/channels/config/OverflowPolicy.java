package org.garuda.channels.config;

import java.util.Objects;
import java.util.function.Function;
import org.garuda.channels.ChannelEvent;

/**
 * What happens to a broadcast for a client whose outbox is full. Replies, pushes, closes, errors and presence never
 * fall under a policy: a client that has no room for them is closed. A client that reads nothing at all is closed in
 * any case, by the time limit on a single write ({@link Timeouts#send()}).
 */
public sealed interface OverflowPolicy {

    /**
     * The client is closed, and comes back with a fresh start: nothing is lost silently. The default.
     *
     * @return the policy
     */
    static OverflowPolicy disconnect() {
        return new Disconnect();
    }

    /**
     * The oldest waiting broadcast that falls under this policy makes room; if there is none, the new one is not sent
     * to this client. Broadcasts that have waited for longer than {@link OutboxLimits#age()} are dropped as well.
     *
     * @return the policy
     */
    static OverflowPolicy dropOldest() {
        return new DropOldest();
    }

    /**
     * The new broadcast is not sent to this client.
     *
     * @return the policy
     */
    static OverflowPolicy dropNewest() {
        return new DropNewest();
    }

    /**
     * A waiting broadcast is replaced by a newer one of the same topic and key, whether or not the outbox is full: for
     * values of which only the latest counts. The newer one takes the older one's place, so that a value that changes
     * all the time is not put off for ever; it may thus overtake broadcasts with other keys. A client that is too slow
     * even so is closed.
     *
     * @param key gives the key; called once for each broadcast, on the sender's thread; must not block. If it throws,
     *     the broadcast is sent without a key, which replaces nothing
     * @return the policy
     */
    static OverflowPolicy conflate(Function<ChannelEvent, String> key) {
        return new Conflate(key);
    }

    /** See {@link OverflowPolicy#disconnect()}. */
    record Disconnect() implements OverflowPolicy {}

    /** See {@link OverflowPolicy#dropOldest()}. */
    record DropOldest() implements OverflowPolicy {}

    /** See {@link OverflowPolicy#dropNewest()}. */
    record DropNewest() implements OverflowPolicy {}

    /**
     * See {@link OverflowPolicy#conflate(Function)}.
     *
     * @param key gives the key of a broadcast
     */
    record Conflate(Function<ChannelEvent, String> key) implements OverflowPolicy {
        /**
         * Checks that there is a function.
         *
         * @param key see above
         */
        public Conflate {
            Objects.requireNonNull(key, "the function that gives the key must not be null");
        }
    }
}
