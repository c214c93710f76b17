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
        if (policy instanceof OverflowPolicy.Conflate conflate) {
            return new Overflow(
                    policy, new Key(broadcast.topic(), conflate.key().apply(broadcast)));
        }
        if (policy instanceof OverflowPolicy.DropOldest) {
            return DROP_OLDEST;
        }
        return policy instanceof OverflowPolicy.DropNewest ? DROP_NEWEST : DISCONNECT;
    }

    /** Whether a broadcast replaces a waiting one. */
    public boolean conflates() {
        return tag instanceof Key;
    }

    /** Whether a broadcast that finds no room is left out, rather than the client ended. */
    public boolean drops() {
        return dropsOldest() || policy instanceof OverflowPolicy.DropNewest;
    }

    /** Whether older broadcasts make room for a newer one. */
    public boolean dropsOldest() {
        return policy instanceof OverflowPolicy.DropOldest;
    }

    /** Whether a waiting frame with this tag may simply be left out when it has waited for too long. */
    public static boolean isDroppable(@Nullable Object waitingTag) {
        return waitingTag == Droppable.DROPPABLE;
    }

    private record Key(String topic, String key) {}
}
