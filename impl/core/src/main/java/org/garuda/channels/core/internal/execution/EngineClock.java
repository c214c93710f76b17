package org.garuda.channels.core.internal.execution;

import java.util.function.LongSupplier;

/**
 * The engine's time in nanoseconds, which stands still while the process does: after a SIGSTOP, or a pause of the
 * machine, everybody has as much time left as before. Once somebody {@linkplain #tick ticks} regularly, a long time
 * without a tick counts as a pause. Safe for use by any thread; takes no lock but after a pause.
 */
public final class EngineClock implements LongSupplier {

    /** So long a machine that is only busy may keep the sweep from its turn. */
    private static final long MOST_BETWEEN_TICKS = 2_000_000_000L;

    private final LongSupplier clock;
    private volatile boolean ticking;
    private volatile long lastTick;
    private volatile long paused;

    /** A clock that nobody ticks yet. */
    public EngineClock(LongSupplier clock) {
        this.clock = clock;
    }

    /** Ticks follow from now on. */
    public void start() {
        lastTick = clock.getAsLong();
        ticking = true;
    }

    /** Time has passed in which the process ran. */
    public void tick() {
        skipOrTick(true);
    }

    /** The time, without pauses. The first who asks after a pause takes it out, so that nobody sees it. */
    @Override
    public long getAsLong() {
        while (true) {
            long before = paused;
            long now = clock.getAsLong();
            if (isPause(now)) {
                skipOrTick(false);
            } else if (before == paused) {
                return now - before; // Else a pause lies between the two, and the difference would be in the past.
            }
        }
    }

    private boolean isPause(long now) {
        return ticking && now - lastTick > MOST_BETWEEN_TICKS;
    }

    /**
     * Reads the time under the lock: one that was read before the pause must not be written down as the last tick after
     * it, or the pause would be taken out twice.
     */
    private synchronized void skipOrTick(boolean tick) {
        long now = clock.getAsLong();
        boolean pause = isPause(now);
        if (pause) {
            paused += now - lastTick; // Before the tick, so that nobody takes the new tick and the old pauses.
        }
        if (pause || tick) {
            lastTick = now;
        }
    }
}
