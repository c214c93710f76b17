package org.garuda.channels.jakarta.internal.servlet;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has long bodies read a turn at a time, by few threads at once, so that those who send many of them leave processors
 * to everybody else. The first turn of a body is not asked for here: most bodies need no other. Safe for use by any
 * thread.
 */
final class BodyTurns {

    private final Semaphore places;
    private final long patienceMillis;
    private final @Nullable Executor elsewhere;

    /** A turn that is read on the thread which asks for it; tells whether there is more. */
    @FunctionalInterface
    interface Turn {
        boolean read() throws IOException;
    }

    private BodyTurns(Semaphore places, long patienceMillis, @Nullable Executor elsewhere) {
        this.places = places;
        this.patienceMillis = patienceMillis;
        this.elsewhere = elsewhere;
    }

    /**
     * Turns on the threads that ask for them, which wait for a place.
     *
     * @param patienceMillis who finds no place for so long reads without, since somebody seems to keep one
     */
    static BodyTurns here(Semaphore places, long patienceMillis) {
        return new BodyTurns(places, patienceMillis, null);
    }

    /** Turns on other threads. */
    static BodyTurns elsewhere(Executor executor) {
        return new BodyTurns(new Semaphore(0), 0, executor);
    }

    boolean areElsewhere() {
        return elsewhere != null;
    }

    /**
     * Has the next turn read: here, or, where this thread is not to be kept, there.
     *
     * @return whether this thread is to ask for another one
     */
    boolean next(Turn here, Runnable there) throws IOException {
        if (elsewhere != null) {
            elsewhere.execute(there);
            return false;
        }
        boolean taken = awaitPlace();
        try {
            return here.read();
        } finally {
            if (taken) {
                places.release();
            }
        }
    }

    private boolean awaitPlace() {
        try {
            return places.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
