package org.garuda.channels.core.internal.lifecycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Sees to it that the first who stops a node does so, and that the others wait until it is done. */
final class FirstStop {

    private final CountDownLatch done = new CountDownLatch(1);

    @GuardedBy("this")
    private @Nullable Thread stopper;

    /**
     * Begins the stop, or waits for its end if another thread has begun it.
     *
     * @param closes what is done in the moment in which the stop begins; touches nothing but memory
     * @return whether the caller is to do it, and to call {@link #end} then
     */
    boolean begin(Runnable closes) {
        synchronized (this) {
            if (stopper == null) {
                stopper = Thread.currentThread();
                closes.run();
                return true;
            }
            if (stopper == Thread.currentThread()) {
                return false; // It comes out of that very stop.
            }
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** The stop is done. */
    void end() {
        done.countDown();
    }
}
