package org.garuda.channels.core.internal.queue;

import org.garuda.channels.config.OverflowPolicy;

/** Whether a channel's broadcasts and pushes are let into its client's {@link Outbox}. */
public class Subscription {

    private final OverflowPolicy policy;

    /** Guarded by the outbox's lock. */
    boolean open;

    /**
     * One that lets nothing in yet.
     *
     * @param policy what becomes of broadcasts when the client is too slow
     */
    public Subscription(OverflowPolicy policy) {
        this.policy = policy;
    }

    /** What becomes of the channel's broadcasts when the client is too slow. */
    public final OverflowPolicy policy() {
        return policy;
    }
}
