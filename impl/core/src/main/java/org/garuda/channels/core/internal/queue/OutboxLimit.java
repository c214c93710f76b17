package org.garuda.channels.core.internal.queue;

/** What an {@link Outbox} can have too much of. */
public enum OutboxLimit {
    /** Frames that wait. */
    MESSAGES,
    /** Bytes that wait. */
    BYTES,
    /** How long a frame has waited. */
    AGE,
    /** How long one write has taken. */
    SEND
}
