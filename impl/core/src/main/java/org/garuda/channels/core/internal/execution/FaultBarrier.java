package org.garuda.channels.core.internal.execution;

import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.metrics.Counters;

/**
 * Keeps what one part throws from stopping any other: it is logged and counted, and goes no further. Safe for use by
 * any thread; throws nothing itself.
 */
public final class FaultBarrier {

    private static final System.Logger LOG = System.getLogger(FaultBarrier.class.getName());

    private final Counters counters;
    private final RateLimitedLog log;

    /**
     * A barrier that reports to these.
     *
     * @param counters counts what was survived
     * @param log says what it was
     */
    public FaultBarrier(Counters counters, RateLimitedLog log) {
        this.counters = counters;
        this.log = log;
    }

    /**
     * Does one of several things, of which none must keep the others from being done.
     *
     * @param what it is, for the log
     */
    public void run(String what, Runnable thing) {
        try {
            thing.run();
        } catch (Throwable e) {
            survived(what, e);
        }
    }

    /**
     * Does the same with each of several: what is thrown at one of them keeps no other from its turn.
     *
     * @param what it is, for the log
     */
    public <T> void forEach(String what, Iterable<T> all, Consumer<? super T> action) {
        for (T one : all) {
            try {
                action.accept(one);
            } catch (Throwable e) {
                survived(what, e);
            }
        }
    }

    /** Logs and counts what has been caught, and kept from stopping anything else. */
    public void survived(String what, Throwable thrown) {
        try {
            counters.count(Counter.FAILURES_SURVIVED);
            log.log(
                    LOG,
                    Level.ERROR,
                    what + ": " + thrown.getClass().getName(),
                    () -> what + " failed; everything else goes on",
                    thrown);
        } catch (Throwable e) {
            // Out of memory, or a log that fails itself: there is nobody left to tell.
            counters.count(Counter.FAILURES_SURVIVED);
        }
    }
}
