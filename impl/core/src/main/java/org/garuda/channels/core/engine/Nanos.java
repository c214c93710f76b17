package org.garuda.channels.core.engine;

import java.time.Duration;

/** Times as the engine's clock counts them. */
final class Nanos {

    private Nanos() {}

    /** A time in nanoseconds; one of more than 292 years, as somebody writes who means never, is the longest there is. */
    static long of(Duration time) {
        try {
            return time.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }
}
