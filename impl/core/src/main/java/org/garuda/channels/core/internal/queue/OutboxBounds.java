package org.garuda.channels.core.internal.queue;

import java.util.function.IntConsumer;
import org.garuda.channels.config.OutboxLimits;
import org.garuda.channels.core.internal.execution.Nanos;

/**
 * How much may wait in a client's outbox, in messages, bytes and age: one for all clients of a socket.
 *
 * @param messages at most so many
 * @param bytes at most so many; the frame that exceeds them is taken, the next one not
 * @param ageNanos how long the oldest may wait
 */
public record OutboxBounds(int messages, long bytes, long ageNanos) {

    /** The bounds that settings ask for. */
    public static OutboxBounds of(OutboxLimits limits) {
        return new OutboxBounds(limits.messages(), limits.bytes(), Nanos.of(limits.age()));
    }

    boolean isFull(FrameRing ring) {
        return ring.size() >= messages || ring.bytes() >= bytes;
    }

    boolean isHalfFull(FrameRing ring) {
        return ring.size() > messages / 2 || ring.bytes() > bytes / 2;
    }

    boolean isTooOld(FrameRing ring, long now) {
        return ring.size() > 0 && now - ring.headSince() > ageNanos;
    }

    /**
     * Drops the oldest of those that may be dropped, until there is room for one more.
     *
     * @param dropped counts them
     * @return whether there is room
     */
    boolean makeRoom(FrameRing ring, IntConsumer dropped) {
        while (isFull(ring) && ring.dropOldestTagged()) {
            dropped.accept(1);
        }
        return !isFull(ring);
    }

    /**
     * Drops what has waited for too long, up to the first that may not be dropped.
     *
     * @param dropped counts them
     */
    void dropOld(FrameRing ring, long now, IntConsumer dropped) {
        int old = 0;
        while (isTooOld(ring, now) && Overflow.isDroppable(ring.headTag())) {
            ring.poll();
            old++;
        }
        if (old > 0) {
            dropped.accept(old);
        }
    }

    /** The bound that a full ring has reached. */
    OutboxLimit reached(FrameRing ring) {
        return ring.size() >= messages ? OutboxLimit.MESSAGES : OutboxLimit.BYTES;
    }
}
