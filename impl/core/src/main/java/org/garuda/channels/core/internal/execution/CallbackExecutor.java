package org.garuda.channels.core.internal.execution;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads that callbacks run on when they may block: virtual ones where the JDK has them, else a pool that grows as
 * long as all its threads are blocked. They take over no thread-locals of whoever starts them: some servers keep there
 * who has logged in. The only place where they are started, and stopped.
 *
 * <p>A pool has a limit, and says when it is {@linkplain #isExhausted exhausted}; there are always more virtual
 * threads, so that blocked callbacks never keep a newcomer out. Threads that belong to somebody else are exhausted when
 * their owner says so by refusing a task: then the caller runs it.
 */
public final class CallbackExecutor implements Executor, AutoCloseable {

    /** Enough for a thousand blocked callbacks and as many that are not; only threads that are needed are started. */
    public static final int MAX_POOL_THREADS = 2048;

    /** So many are kept busy by callbacks that do not wait; with virtual threads at hand, others wait on those. */
    private static final int SURROUNDED_THREADS = 256;

    private static final System.Logger LOG = System.getLogger(CallbackExecutor.class.getName());

    private final Executor executor;
    private final @Nullable ExecutorService owned;
    private final @Nullable Pool pool;
    private final @Nullable ExecutorService overflow;

    /** Tasks that there was no memory to start a thread for. */
    private final Queue<Runnable> put = new ConcurrentLinkedQueue<>();

    private volatile Runnable exhausted = () -> {};
    private volatile boolean closed;

    private CallbackExecutor(Executor executor, @Nullable ExecutorService owned, @Nullable ExecutorService overflow) {
        this.executor = executor;
        this.owned = owned;
        this.overflow = overflow;
        this.pool = owned instanceof Pool limited && overflow == null ? limited : null;
    }

    /** Starts threads of its own. */
    public static CallbackExecutor start() {
        ExecutorService threads = virtualThreads();
        ExecutorService owned = threads == null ? new Pool(MAX_POOL_THREADS) : threads;
        return new CallbackExecutor(owned, owned, null);
    }

    /**
     * Starts threads of its own that spend their whole life within something that is dear to put up. Where the JDK has
     * virtual threads, those run what comes when many are busy; they live too shortly for anything to be put up.
     *
     * @param surrounding runs the whole work of each such thread, on the thread
     */
    public static CallbackExecutor startWithin(Consumer<Runnable> surrounding) {
        ExecutorService virtual = virtualThreads();
        // None is kept without work, since those that started first may have found nothing to be put up.
        Pool pool = new Pool(0, virtual == null ? MAX_POOL_THREADS : SURROUNDED_THREADS, surrounding, virtual);
        return new CallbackExecutor(pool, pool, virtual);
    }

    /** Starts a pool of its own, as on a JDK without virtual threads. */
    public static CallbackExecutor startPool(int threads) {
        Pool pool = new Pool(threads);
        return new CallbackExecutor(pool, pool, null);
    }

    /** Uses threads that belong to somebody else, such as the container. */
    public static CallbackExecutor on(Executor managed) {
        return new CallbackExecutor(managed, null, null);
    }

    /**
     * Runs a task on another thread. Where borrowed threads are refused, the caller runs it: that may hold up the
     * caller, but a client's turn that is lost would never come again. A task that comes after the stop is not run.
     */
    @Override
    public void execute(Runnable task) {
        try {
            reportIfExhausted();
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            if (closed || owned != null) {
                LOG.log(Level.DEBUG, "a task came after the stop and was not run", e);
            } else {
                task.run();
            }
        } catch (OutOfMemoryError e) {
            put.add(task); // No thread could be started; whoever brings the task, such as a selector, must not die of
            // it.
            exhausted.run();
        }
    }

    /**
     * Whether every thread that there may be is busy, so that a further task would wait for one of them. Always false
     * with virtual threads, and with threads of somebody else.
     */
    public boolean isExhausted() {
        return pool != null && pool.isExhausted();
    }

    /**
     * The same, for somebody who will be turned away or wait because of it: who {@linkplain #onExhausted listens} is
     * told.
     */
    public boolean reportIfExhausted() {
        boolean all = isExhausted();
        if (all) {
            exhausted.run();
        }
        return all;
    }

    /**
     * Has something called each time a task has to wait, or a newcomer is turned away, because all threads are busy.
     * Any thread calls it; it must not block.
     */
    public void onExhausted(Runnable listener) {
        exhausted = listener;
    }

    /** Tries again with what there was no memory for; called now and then. */
    public void retry() {
        for (int left = put.size(); left > 0; left--) {
            Runnable task = put.poll();
            if (task != null) {
                execute(task);
            }
        }
    }

    /** Lets running tasks finish, for as long as given, and stops the threads. */
    public void close(Duration patience) {
        closed = true;
        if (owned == null) {
            return;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        owned.shutdown();
        await(owned, deadline, patience);
        if (overflow != null) {
            overflow.shutdown(); // After the other, which still hands on to it.
            await(overflow, deadline, patience);
        }
    }

    private static void await(ExecutorService threads, long deadline, Duration patience) {
        try {
            if (!threads.awaitTermination(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                LOG.log(Level.WARNING, "callbacks still ran after {0}; they are interrupted", patience);
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
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

    /** Prefers a waiting thread, then a new one, and queues only when all are there and busy. */
    private static final class Pool extends ThreadPoolExecutor {

        private final Waiting queue;
        private final int threads;

        Pool(int threads) {
            this(Math.min(2, threads), threads, Runnable::run, null);
        }

        Pool(int kept, int threads, Consumer<Runnable> surrounding, @Nullable Executor overflow) {
            this(new Waiting(), kept, threads, new AtomicInteger(), surrounding, overflow);
        }

        private Pool(
                Waiting queue,
                int kept,
                int threads,
                AtomicInteger number,
                Consumer<Runnable> surrounding,
                @Nullable Executor overflow) {
            super(
                    kept,
                    threads,
                    30,
                    TimeUnit.SECONDS,
                    queue,
                    task -> {
                        Thread thread = new Thread(
                                null, () -> surrounding.accept(task), "channels-" + number.incrementAndGet(), 0, false);
                        thread.setDaemon(true);
                        return thread;
                    },
                    (task, pool) -> {
                        if (pool.isShutdown()) {
                            throw new RejectedExecutionException("stopped");
                        }
                        if (overflow == null) {
                            queue.put(task);
                        } else {
                            overflow.execute(task);
                        }
                    });
            this.queue = queue;
            this.threads = threads;
        }

        boolean isExhausted() {
            return !queue.hasWaitingConsumer() && getPoolSize() >= threads;
        }
    }

    private static final class Waiting extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }
}
