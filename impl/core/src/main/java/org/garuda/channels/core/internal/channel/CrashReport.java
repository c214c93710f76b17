package org.garuda.channels.core.internal.channel;

import java.lang.System.Logger.Level;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.logging.RateLimitedLog;

/**
 * Tells the log what a callback has thrown.
 *
 * @param log says the first of a kind, then how many there were
 * @param callback its class and method
 * @param topic the channel's
 */
record CrashReport(RateLimitedLog log, String callback, String topic) {

    private static final System.Logger LOG = System.getLogger(CrashReport.class.getName());

    /** Says what became of the channel. */
    void tell(String outcome, Throwable cause) {
        log.log(
                LOG,
                Level.WARNING,
                callback + ": " + cause.getClass().getName(),
                () -> callback + " on \"" + Printable.of(topic) + "\": " + outcome,
                cause);
    }
}
