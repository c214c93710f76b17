package org.garuda.channels.standalone.internal.server;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.memory.MemoryManager;
import org.glassfish.grizzly.memory.ThreadLocalPoolProvider;
import org.glassfish.grizzly.threadpool.DefaultWorkerThread;

/**
 * The threads of the selectors, which Grizzly asks for when the port is opened. Each lives as long as its selector is
 * served, however that ends: a thread of Grizzly's own pool would live on, and nobody could see that it serves nobody
 * any more.
 */
final class SelectorThreads extends AbstractExecutorService {

    private final MemoryManager<?> memory;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean shutdown;

    SelectorThreads(MemoryManager<?> memory) {
        this.memory = memory;
    }

    @Override
    public void execute(Runnable selector) {
        if (shutdown) {
            throw new RejectedExecutionException("stopped");
        }
        Thread thread = new DefaultWorkerThread(
                Grizzly.DEFAULT_ATTRIBUTE_BUILDER,
                "channels-selector-" + (threads.size() + 1),
                memory instanceof ThreadLocalPoolProvider pools ? pools.createThreadLocalPool() : null,
                selector);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Whether all that have been started are there. */
    boolean areAlive() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    /** The threads end by themselves when their selectors are stopped. */
    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown && threads.stream().noneMatch(Thread::isAlive);
    }

    /** Waits for all of them but the caller, which may be one. */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        boolean ended = shutdown;
        for (Thread thread : threads) {
            if (thread != Thread.currentThread()) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
                ended &= !thread.isAlive();
            }
        }
        return ended;
    }
}
