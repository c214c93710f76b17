package org.garuda.channels.jakarta.internal.servlet;

import java.util.concurrent.Executor;

/**
 * Turns on other threads, where the container's are not to be kept.
 *
 * @param executor has as many threads as may read at once
 */
record TurnsElsewhere(Executor executor) implements BodyTurns {

    @Override
    public boolean areElsewhere() {
        return true;
    }

    @Override
    public boolean next(Turn here, Runnable there) {
        executor.execute(there);
        return false;
    }
}
