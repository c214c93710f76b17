package org.garuda.channels.core.internal.queue;

/** What became of a frame that was offered to an {@link Outbox}. */
public enum Offer {
    /** Kept, or dealt with as the policy of a broadcast says. */
    TAKEN,
    /** The channel or the client takes no more; nothing was kept. */
    CLOSED,
    /** The client is too slow. */
    FULL
}
