package org.garuda.channels.core.internal.execution;

import java.lang.System.Logger.Level;
import org.garuda.channels.core.internal.logging.PrintableFailure;
import org.garuda.channels.core.internal.logging.RateLimitedLog;

/** Calls the application where its failure changes nothing but the log. Safe for use by any thread. */
public final class Callbacks {

    private static final System.Logger LOG = System.getLogger(Callbacks.class.getName());

    private final RateLimitedLog log;

    /** Callbacks whose failures are told to this log. */
    public Callbacks(RateLimitedLog log) {
        this.log = log;
    }

    /**
     * Calls a callback, on this thread.
     *
     * @param callback the class and method, for the log
     */
    public void call(CallContext context, String callback, Runnable action) {
        try {
            context.run(new PrintableFailure.Callback(action));
        } catch (Throwable e) {
            failed(callback, e);
        }
    }

    /**
     * Says that a callback has thrown something.
     *
     * @param callback the class and method
     */
    public void failed(String callback, Throwable thrown) {
        log.log(LOG, Level.WARNING, callback + ": " + thrown.getClass().getName(), () -> callback + " failed", thrown);
    }
}
