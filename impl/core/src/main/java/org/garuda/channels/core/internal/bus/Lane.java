package org.garuda.channels.core.internal.bus;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.execution.FaultBarrier;
import org.jspecify.annotations.Nullable;

/**
 * Does what comes from the bus, one thing after the other, with a thread of its own: so that the broker's client never
 * waits for us. Bounded; started once and stopped once.
 */
final class Lane {

    private record Item(Runnable action, int bytes) {}

    private static final long STOP_MILLIS = 1000;

    private final InboundBudget budget;
    private final FaultBarrier faults;
    private final Runnable tick;
    private final long tickNanos;
    private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private volatile boolean stopped;

    @GuardedBy("this")
    private @Nullable Thread thread;

    /**
     * A lane that has not begun.
     *
     * @param tick done now and then by the lane's own thread, whatever waits
     * @param tickNanos how often
     */
    Lane(InboundBudget budget, FaultBarrier faults, Runnable tick, long tickNanos) {
        this.budget = budget;
        this.faults = faults;
        this.tick = tick;
        this.tickNanos = tickNanos;
    }

    synchronized void start(ThreadFactory threads) {
        if (thread == null && !stopped) {
            thread = threads.newThread(this::run);
            thread.start();
        }
    }

    /** Has something done in its turn; false when too much waits. */
    boolean offer(Runnable action, int bytes) {
        if (stopped || !budget.take(bytes)) {
            return false;
        }
        items.add(new Item(action, bytes));
        return true;
    }

    /** Does no more. What is being done is waited for, but not for long. */
    void stop() {
        Thread running;
        synchronized (this) {
            stopped = true;
            running = thread;
        }
        items.add(new Item(() -> {}, 0)); // Wakes it.
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        try {
            running.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether its thread runs, unless it is not to. */
    synchronized boolean isAlive() {
        return thread == null || stopped || thread.isAlive();
    }

    private void run() {
        long last = System.nanoTime() - tickNanos;
        while (!stopped) {
            long left = tickNanos - (System.nanoTime() - last);
            if (left <= 0) {
                last = System.nanoTime();
                faults.run("a turn of the bus", tick);
            } else {
                next(left);
            }
        }
    }

    private void next(long nanos) {
        Item item;
        try {
            item = items.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return; // Nobody of ours interrupts it; whoever does may not end it.
        }
        if (item != null && !stopped) {
            try {
                faults.run("a message of the bus", item.action());
            } finally {
                budget.give(1, item.bytes());
            }
        }
    }
}
