package org.garuda.channels.jakarta.internal.servlet;

import jakarta.servlet.AsyncContext;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.garuda.channels.core.internal.execution.BoundedExecutor;

/** How many threads of a node the bodies of posts may have. */
final class BodyThreads {

    private static final int MOST_WAITING = 16;

    /** A turn takes a fraction of a millisecond. */
    private static final long PATIENCE_MILLIS = 1_000;

    /** Calls listeners on the threads that serve all its connections; others have threads for what is under way. */
    private static final String CALLS_ON_IO_THREADS = "io.undertow.";

    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final BodyTurns here;
    private final BodyTurns elsewhere;

    /** @param executor has threads to read on where the container's are not to be kept */
    BodyThreads(Executor executor) {
        int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        here = new TurnsHere(new Semaphore(most, true), PATIENCE_MILLIS);
        elsewhere = new TurnsElsewhere(new BoundedExecutor(executor, most));
    }

    /** The places of those who may wait for a body, behind a filter that does not support async. */
    Semaphore waiting() {
        return waiting;
    }

    /** How a long body is read on after the first turn. */
    BodyTurns turns(AsyncContext async) {
        return async.getClass().getName().startsWith(CALLS_ON_IO_THREADS) ? elsewhere : here;
    }
}
