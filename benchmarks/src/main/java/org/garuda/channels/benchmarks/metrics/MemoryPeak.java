package org.garuda.channels.benchmarks.metrics;

import java.util.concurrent.TimeUnit;

/** The most memory that a server's process has been seen to hold. */
public final class MemoryPeak {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ServerMeter meter;
    private long next;
    private long kib;

    public MemoryPeak(ServerMeter meter) {
        this.meter = meter;
        this.kib = meter.residentKiB();
        this.next = System.nanoTime() + PERIOD_NANOS;
    }

    /** Looks, if it is time to. */
    public void look(long now) {
        if (now - next >= 0) {
            kib = Math.max(kib, meter.residentKiB());
            next = now + PERIOD_NANOS;
        }
    }

    public long kib() {
        return kib;
    }
}
