package org.garuda.channels.core.internal.relay;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How fast the bytes of each session go through this node. A session is known here for as long as what went through
 * takes at that speed, so that what is kept is bounded by what came. Safe for use by any thread.
 */
public final class SessionRates {

    /** So much may be ahead of its time. */
    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final double nanosPerByte;
    private final Map<UUID, Long> paid = new ConcurrentHashMap<>();

    /** @param bytesPerSecond of one session */
    public SessionRates(int bytesPerSecond) {
        nanosPerByte = (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    }

    /** So many bytes went through. */
    public void charge(UUID session, int bytes, long now) {
        long time = (long) (bytes * nanosPerByte);
        paid.merge(session, now + time, (until, alone) -> until - now > 0 ? until + time : alone);
    }

    /** How long the session has to wait until more may go through; zero or less when it has not to. */
    public long waitNanos(UUID session, long now) {
        Long until = paid.get(session);
        return until == null ? 0 : until - now - BURST_NANOS;
    }

    /** Forgets who has been slow enough. */
    public void sweep(long now) {
        paid.values().removeIf(until -> until - now <= 0);
    }

    /** How many sessions are known. */
    public int size() {
        return paid.size();
    }
}
