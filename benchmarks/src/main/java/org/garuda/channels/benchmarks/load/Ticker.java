package org.garuda.channels.benchmarks.load;

import java.util.concurrent.locks.LockSupport;
import org.garuda.channels.benchmarks.client.ClientLoop;

/** Wakes a loop at a steady pace, because a selector alone waits in whole milliseconds. */
final class Ticker implements AutoCloseable {

    private final Thread thread;
    private volatile boolean stopped;

    Ticker(ClientLoop loop, long start, long periodNanos) {
        thread = new Thread(
                () -> {
                    for (long next = start; !stopped; next += periodNanos) {
                        for (long left = next - System.nanoTime();
                                left > 0 && !stopped;
                                left = next - System.nanoTime()) {
                            LockSupport.parkNanos(left);
                        }
                        loop.wake();
                    }
                },
                "load-ticker");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
