package org.garuda.channels.core.internal.execution;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does what there may be much of at once with few threads: answers to waiting requests, of which a broadcast may make
 * thousands, while most servers block the thread that writes one to a slow client; bodies that are read in turns. Tasks
 * begin in their order.
 */
public final class BoundedExecutor implements Executor {

    static final int MOST = 64;

    private final Executor executor;
    private final int most;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();

    /** Runs tasks on some of these threads. */
    public BoundedExecutor(Executor executor) {
        this(executor, MOST);
    }

    /**
     * Runs tasks on so many of these threads.
     *
     * @param most at least one
     */
    public BoundedExecutor(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
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
        return running.getAndUpdate(n -> Math.min(n + 1, most)) < most;
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
