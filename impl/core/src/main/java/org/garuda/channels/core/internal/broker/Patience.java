package org.garuda.channels.core.internal.broker;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long an answer of the broker is waited for: twice for half of the time. A process that stood still, or was given
 * no processor, finds the time over when it goes on, although the answer is here and only has to be read; it has the
 * second half for that.
 */
public final class Patience {

    /** Waits once. */
    @FunctionalInterface
    public interface Wait {

        /**
         * Waits for an answer.
         *
         * @param nanos how long at most
         * @return whether it has come
         */
        boolean within(long nanos) throws Exception;
    }

    private Patience() {}

    /** Whether an answer comes in time. */
    public static boolean answered(Duration most, Wait wait) throws Exception {
        long half = most.toNanos() / 2;
        boolean atFirst = wait.within(half);
        return atFirst || wait.within(half);
    }

    /** Whether a future is completed in time; throws why it was completed with a failure. */
    public static boolean answered(Duration most, Future<?> future) throws Exception {
        return answered(most, nanos -> {
            try {
                future.get(nanos, TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException e) {
                return future.isDone();
            }
        });
    }
}
