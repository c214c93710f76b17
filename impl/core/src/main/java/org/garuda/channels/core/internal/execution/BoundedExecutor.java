package org.garuda.channels.core.internal.execution;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Carries answers to waiting requests. Most servers block the thread that writes an answer to a slow client, and a
 * broadcast may make thousands of answers at once: so neither the broadcaster writes them, nor does each of them get a
 * thread.
 */
public final class BoundedExecutor implements Executor {

    static final int MOST = 64;

    private final Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();

    /** Runs tasks on some of these threads. */
    public BoundedExecutor(Executor executor) {
        this.executor = executor;
    }

    /** Runs a task, which never throws, soon and on another thread. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (mayStart()) {
            executor.execute(this::work);
        }
    }

    private boolean mayStart() {
        return running.getAndUpdate(n -> Math.min(n + 1, MOST)) < MOST;
    }

    private void work() {
        do {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            running.decrementAndGet();
        } while (!tasks.isEmpty() && mayStart());
    }
}
