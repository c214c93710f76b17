package org.garuda.channels.core.engine;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that callbacks run on when they may block: virtual ones where the JDK has them, else a pool that grows as long as all its threads are
 * blocked. They take over no thread-locals of whoever starts them: some servers keep there who has logged in. The only place where they are started, and stopped.
 */
public final class Dispatch implements Executor, AutoCloseable {

    /** Enough for a thousand blocked callbacks and as many that are not; only threads that are needed are started. */
    static final int MAX_POOL_THREADS = 2048;

    private static final System.Logger LOG = System.getLogger(Dispatch.class.getName());

    private final Executor executor;
    private final @Nullable ExecutorService owned;
    private volatile boolean closed;

    private Dispatch(Executor executor, @Nullable ExecutorService owned) {
        this.executor = executor;
        this.owned = owned;
    }

    /** Starts threads of its own. */
    public static Dispatch start() {
        ExecutorService threads = virtualThreads();
        ExecutorService owned = threads == null ? pool() : threads;
        return new Dispatch(owned, owned);
    }

    /** Uses threads that belong to somebody else, such as the container. */
    public static Dispatch on(Executor managed) {
        return new Dispatch(managed, null);
    }

    /**
     * Runs a task on another thread. Where borrowed threads are refused, the caller runs it: that may hold up the caller, but a client's turn that is lost would
     * never come again. A task that comes after the stop is not run.
     */
    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            if (closed || owned != null) {
                LOG.log(Level.DEBUG, "a task came after the stop and was not run", e);
            } else {
                task.run();
            }
        }
    }

    /** Lets running tasks finish, for as long as given, and stops the threads. */
    public void close(Duration patience) {
        closed = true;
        if (owned == null) {
            return;
        }
        owned.shutdown();
        try {
            if (!owned.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "callbacks still ran after {0}; they are interrupted", patience);
                owned.shutdownNow();
            }
        } catch (InterruptedException e) {
            owned.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /** By reflection, since the bytecode is for JDK 17. */
    private static @Nullable ExecutorService virtualThreads() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object ofVirtual = Thread.class.getMethod("ofVirtual").invoke(null);
            builder.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(ofVirtual, false);
            Object factory = builder.getMethod("factory").invoke(ofVirtual);
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, factory);
        } catch (ReflectiveOperationException e) {
            return null; // A JDK before 21, or one that does not let us.
        }
    }

    private static ExecutorService pool() {
        AtomicInteger number = new AtomicInteger();
        // Prefers a waiting thread, then a new one, and queues only when all are there and busy.
        LinkedTransferQueue<Runnable> queue = new LinkedTransferQueue<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean offer(Runnable task) {
                return tryTransfer(task);
            }
        };
        return new ThreadPoolExecutor(
                2,
                MAX_POOL_THREADS,
                30,
                TimeUnit.SECONDS,
                queue,
                task -> {
                    Thread thread = new Thread(null, task, "channels-" + number.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    return thread;
                },
                (task, pool) -> {
                    if (pool.isShutdown()) {
                        throw new RejectedExecutionException("stopped");
                    }
                    queue.put(task);
                });
    }
}
