package org.garuda.channels.jakarta.internal.servlet;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Turns on the threads that ask for them, which wait for a place.
 *
 * @param places of those who may read at once
 * @param patienceMillis who finds no place for so long reads without, since somebody seems to keep one
 */
record TurnsHere(Semaphore places, long patienceMillis) implements BodyTurns {

    @Override
    public boolean areElsewhere() {
        return false;
    }

    @Override
    public boolean next(Turn here, Runnable there) throws IOException {
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
