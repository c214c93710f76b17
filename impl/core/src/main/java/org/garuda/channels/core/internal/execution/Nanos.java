package org.garuda.channels.core.internal.execution;

import java.time.Duration;

/** Times as the engine's clock counts them. */
public final class Nanos {

    private Nanos() {}

    /**
     * A time in nanoseconds; one of more than 292 years, as somebody writes who means never, is the longest there is.
     */
    public static long of(Duration time) {
        try {
            return time.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
