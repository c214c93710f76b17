package org.garuda.channels.core.internal.execution;

import java.util.function.LongSupplier;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.core.internal.metrics.Counters;
import org.garuda.channels.core.internal.protocol.PayloadCodec;

/**
 * What every part of a node runs on. It holds no client and no topic.
 *
 * @param codec the JSON of payloads
 * @param context surrounds each callback
 * @param executor the threads for what may block
 * @param clock nanoseconds, which stand still while the process does
 * @param counters what is counted
 * @param log says what clients can make happen as often as they like
 * @param faults keeps what one part throws from the others
 * @param callbacks calls the application
 */
public record NodeRuntime(
        PayloadCodec codec,
        CallContext context,
        CallbackExecutor executor,
        LongSupplier clock,
        Counters counters,
        RateLimitedLog log,
        FaultBarrier faults,
        Callbacks callbacks) {

    /** Puts together what the rest is made of. */
    public NodeRuntime(
            PayloadCodec codec,
            CallContext context,
            CallbackExecutor executor,
            LongSupplier clock,
            Counters counters,
            RateLimitedLog log) {
        this(codec, context, executor, clock, counters, log, new FaultBarrier(counters, log), new Callbacks(log));
    }

    /** The time, in nanoseconds. */
    public long now() {
        return clock.getAsLong();
    }
}
