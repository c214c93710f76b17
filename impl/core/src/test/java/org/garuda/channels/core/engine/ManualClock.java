package org.garuda.channels.core.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that goes when it is told to. It starts just before the overflow of its nanoseconds, as any machine's may. */
final class ManualClock implements LongSupplier {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private volatile Runnable onRead = () -> {};

    @Override
    public long getAsLong() {
        onRead.run();
        return nanos.get();
    }

    void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Does something whenever the time is read, which is in the middle of what the engine does. */
    void onRead(Runnable action) {
        onRead = action;
    }
}
