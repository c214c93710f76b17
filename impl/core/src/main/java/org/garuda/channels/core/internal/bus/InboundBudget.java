package org.garuda.channels.core.internal.bus;

import java.util.concurrent.atomic.AtomicLong;

/** How many messages from the bus may wait, and how many bytes they may hold together. Safe for use by any thread. */
final class InboundBudget {

    private final long mostMessages;
    private final long mostBytes;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    InboundBudget(long mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    /** Takes room for one message; false when there is none. */
    boolean take(long size) {
        long taken = messages.incrementAndGet();
        long held = bytes.addAndGet(size);
        if (taken <= mostMessages && held <= mostBytes) {
            return true;
        }
        give(1, size);
        return false;
    }

    /** Gives back what some messages held. */
    void give(long number, long size) {
        messages.addAndGet(-number);
        bytes.addAndGet(-size);
    }

    long messages() {
        return messages.get();
    }

    long bytes() {
        return bytes.get();
    }
}
