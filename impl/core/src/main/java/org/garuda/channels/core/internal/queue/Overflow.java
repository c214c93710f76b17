package org.garuda.channels.core.internal.queue;

import org.garuda.channels.ChannelEvent;
import org.garuda.channels.config.OverflowPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a broadcast brings along for the clients that may be too slow for it: how one that finds no room is treated.
 * Made for each broadcast and policy, and shared by the receivers.
 *
 * @param policy the policy of the topic
 * @param tag marks the broadcast in the outbox as one that may be dropped or replaced; equal tags replace one another;
 *     null if it may not
 */
public record Overflow(OverflowPolicy policy, @Nullable Object tag) {

    /**
     * No room means that the client is too slow: for everything that is no broadcast, and for broadcasts unless a
     * policy says otherwise.
     */
    public static final Overflow DISCONNECT = new Overflow(OverflowPolicy.disconnect(), null);

    private static final Overflow DROP_NEWEST = new Overflow(OverflowPolicy.dropNewest(), null);

    /** Marks what may be dropped for something newer. */
    private enum Droppable {
        DROPPABLE
    }

    private static final Overflow DROP_OLDEST = new Overflow(OverflowPolicy.dropOldest(), Droppable.DROPPABLE);

    /** What the policy means for one broadcast; a key is asked for here. */
    public static Overflow of(OverflowPolicy policy, ChannelEvent broadcast) {
        return switch (policy.action()) {
            case CONFLATE -> new Overflow(policy, new Key(broadcast.topic(), policy.key(broadcast)));
            case DROP_OLDEST -> DROP_OLDEST;
            case DROP_NEWEST -> DROP_NEWEST;
            case DISCONNECT -> DISCONNECT;
        };
    }

    /** Whether a broadcast replaces a waiting one. */
    public boolean conflates() {
        return tag instanceof Key;
    }

    /** Whether a broadcast that finds no room is left out, rather than the client ended. */
    public boolean drops() {
        return dropsOldest() || policy.action() == OverflowPolicy.Action.DROP_NEWEST;
    }

    /** Whether older broadcasts make room for a newer one. */
    public boolean dropsOldest() {
        return policy.action() == OverflowPolicy.Action.DROP_OLDEST;
    }

    /** Whether a waiting frame with this tag may simply be left out when it has waited for too long. */
    public static boolean isDroppable(@Nullable Object waitingTag) {
        return waitingTag == Droppable.DROPPABLE;
    }

    private record Key(String topic, String key) {}
}
