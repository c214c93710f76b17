package org.garuda.channels;

import java.util.function.Function;

/** What happens to a broadcast for a client whose outbox is full. Replies, closes, errors and presence never fall under a policy. */
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
     * The oldest waiting broadcast that falls under this policy makes room.
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
     * A waiting broadcast is replaced by a newer one of the same topic and key, whether or not the outbox is full: for values of which only the latest counts.
     * A client that is too slow even so is closed.
     *
     * @param key gives the key; called once for each broadcast, on the sender's thread; must not block
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
    record Conflate(Function<ChannelEvent, String> key) implements OverflowPolicy {}
}
