package org.garuda.channels.core.internal.topic;

import org.garuda.channels.ChannelClient;
import org.garuda.channels.config.OverflowPolicy;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.garuda.channels.core.internal.queue.Overflow;
import org.garuda.channels.core.internal.queue.Subscription;

/** Somebody who receives what is broadcast to a topic. Called by any thread, under no lock; nothing here waits. */
public abstract class Subscriber extends Subscription {

    /** Where the topic keeps this subscriber, or −1; guarded by the topic's lock. */
    int place = -1;

    /**
     * A subscriber of no topic yet.
     *
     * @param policy what becomes of broadcasts when the client is too slow for them
     */
    protected Subscriber(OverflowPolicy policy) {
        super(policy);
    }

    /** The name of its topic. */
    public abstract String topic();

    /** Whose it is. */
    public abstract ChannelClient client();

    /** The handler of its topic. */
    public abstract Route route();

    /** How its client wants frames encoded. */
    public abstract ProtocolVersion version();

    /** Whether it receives what is said on the topic. */
    public abstract boolean isJoined();

    /** Whether a broadcast that has been sent is still with its handler, so that a later one has to wait for it. */
    public abstract boolean isIntercepting();

    /** Puts a broadcast into the client's outbox. */
    public abstract void deliver(Frame frame, long now, Overflow rules);

    /**
     * Puts a broadcast into the client's outbox behind those that its handler still has.
     *
     * @return false when too much waits for the handler already
     */
    public abstract boolean deliverBehind(Frame frame, Overflow rules);

    /**
     * Gives a broadcast to its handler, which decides what becomes of it.
     *
     * @param bytes how much it holds
     * @return false when too much waits for the handler already
     */
    public abstract boolean intercept(BroadcastEvent broadcast, int bytes);

    /** A broadcast was kept from it, as its policy says. */
    public abstract void dropped();

    /** Broadcasts of other nodes are missing; its handler is told, once if it has not been since the last time. */
    public abstract void missed();

    /** Its handler is too slow for broadcasts, and no policy lets one be dropped. */
    public abstract void tooSlow();

    /** A broadcast cannot be encoded for it. */
    public abstract void unencodable(Throwable cause);
}
