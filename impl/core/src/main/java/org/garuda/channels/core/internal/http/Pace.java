package org.garuda.channels.core.internal.http;

import java.time.Duration;

/** How long the bytes of one request or answer may take: 15 s and one more for each 4 KiB, at most five minutes. */
public final class Pace {

    private static final long FIRST_NANOS = Duration.ofSeconds(15).toNanos();
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long MOST_NANOS = Duration.ofMinutes(5).toNanos();
    private static final int BYTES_PER_SECOND = 4096;

    private Pace() {}

    /** The time for so many bytes. */
    public static long nanos(long bytes) {
        return Math.min(FIRST_NANOS + bytes / BYTES_PER_SECOND * SECOND_NANOS, MOST_NANOS);
    }
}
