package org.garuda.channels.core.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Has two threads do two things in the same moment, again and again. {@code -Draces.seconds=…} makes it last longer. */
final class Race implements AutoCloseable {

    private static final long NANOS = TimeUnit.SECONDS.toNanos(Integer.getInteger("races.seconds", 2));
    private static final Runnable OVER = () -> {};

    private final long start = System.nanoTime();
    private final AtomicReference<Runnable> others = new AtomicReference<>();
    private final Thread other = new Thread(this::runOthers, "the other of the race");
    private int rounds;

    Race() {
        other.start();
    }

    /** Whether there is time for another round. */
    boolean goesOn() {
        return System.nanoTime() - start < NANOS;
    }

    int rounds() {
        return rounds;
    }

    /** Does both and returns when both are done; which of them comes first differs from round to round. */
    void run(Runnable here, Runnable there) {
        int lead = rounds++ % 64;
        others.set(there);
        for (int i = 0; i < lead; i++) {
            Thread.onSpinWait();
        }
        here.run();
        await();
    }

    private void await() {
        while (others.get() != null) {
            Thread.onSpinWait();
        }
    }

    private void runOthers() {
        while (true) {
            Runnable next = others.get();
            if (next == OVER) {
                return;
            }
            if (next == null) {
                Thread.onSpinWait();
            } else {
                try {
                    next.run();
                } finally {
                    others.set(null);
                }
            }
        }
    }

    @Override
    public void close() {
        others.set(OVER);
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
