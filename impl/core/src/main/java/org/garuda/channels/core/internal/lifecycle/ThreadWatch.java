package org.garuda.channels.core.internal.lifecycle;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.metrics.Counters;

/**
 * Looks once a second, with a thread of its own, whether the threads that everything depends on are still there.
 * Without one of them the process would stay and be deaf: its clients are better off with another one, so the engine is
 * stopped.
 */
final class ThreadWatch {

    private static final System.Logger LOG = System.getLogger(ThreadWatch.class.getName());
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Watched(String name, BooleanSupplier alive) {}

    private final List<Watched> watched = new CopyOnWriteArrayList<>();
    private final Counters counters;
    private volatile Runnable death;
    private final PeriodicThread beat = new PeriodicThread("channels-watch", PERIOD_NANOS, this::turn);

    ThreadWatch(Counters counters, Runnable death) {
        this.counters = counters;
        this.death = death;
    }

    void add(String name, BooleanSupplier alive) {
        watched.add(new Watched(name, alive));
    }

    /** What is done when one of them is dead, once; on the watch's own thread. */
    void onDeath(Runnable action) {
        death = action;
    }

    void start() {
        beat.start();
    }

    /** Called by any thread, the watch's own too. */
    void stop() {
        beat.stop();
    }

    private void turn() {
        try {
            if (!look()) {
                beat.stop();
            }
        } catch (Throwable e) {
            counters.count(Counter.FAILURES_SURVIVED); // There may be no memory to say more; the next look follows.
        }
    }

    /** Tells false when something was dead and has been acted upon. */
    boolean look() {
        for (Watched each : watched) {
            if (!each.alive().getAsBoolean() && !beat.isStopped()) {
                counters.count(Counter.THREADS_DEAD);
                try {
                    LOG.log(
                            Level.ERROR,
                            "{0} is dead, so nobody would be served any more: this node stops",
                            each.name());
                } finally {
                    death.run();
                }
                return false;
            }
        }
        return true;
    }
}
