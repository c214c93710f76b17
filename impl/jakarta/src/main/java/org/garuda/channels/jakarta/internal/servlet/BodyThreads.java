package org.garuda.channels.jakarta.internal.servlet;

import jakarta.servlet.AsyncContext;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.garuda.channels.core.internal.execution.BoundedExecutor;
import org.jspecify.annotations.Nullable;

/** How many threads of a node the bodies of posts may have. */
final class BodyThreads {

    private static final int MOST_WAITING = 16;

    /** Calls listeners on the threads that serve all its connections; others have threads for what is under way. */
    private static final String CALLS_ON_IO_THREADS = "io.undertow.";

    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Executor turns;

    /** @param executor whose threads read in turns, no more than half as many as there are processors */
    BodyThreads(Executor executor) {
        turns = new BoundedExecutor(executor, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** The places of those who may wait for a body, behind a filter that does not support async. */
    Semaphore waiting() {
        return waiting;
    }

    /** Where a long body is read after the first turn; null when the thread that the container calls on may read on. */
    @Nullable
    Executor turns(AsyncContext async) {
        return async.getClass().getName().startsWith(CALLS_ON_IO_THREADS) ? turns : null;
    }
}
