package org.garuda.channels.core.internal.lifecycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that does the same again and again, with a pause before each time; started once and stopped once. Any
 * thread may call it, its own too. What is done must not throw: the thread would be dead.
 */
final class PeriodicThread {

    private final String name;
    private final long pauseNanos;
    private final Runnable turn;
    private volatile boolean stopped;

    @GuardedBy("this")
    private @Nullable Thread thread;

    /** @param name the thread's */
    PeriodicThread(String name, long pauseNanos, Runnable turn) {
        this.name = name;
        this.pauseNanos = pauseNanos;
        this.turn = turn;
    }

    /** Does nothing when it has been started, or stopped, before. */
    synchronized void start() {
        if (thread == null && !stopped) {
            Thread made = new Thread(null, this::turns, name, 0, false);
            made.setDaemon(true);
            made.start();
            thread = made;
        }
    }

    /** No turn begins after this; the one that runs is not waited for. */
    synchronized void stop() {
        stopped = true;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** Whether its thread runs, unless it is not to. */
    synchronized boolean isAlive() {
        return thread == null || stopped || thread.isAlive();
    }

    private void turns() {
        while (!stopped) {
            LockSupport.parkNanos(pauseNanos);
            if (!stopped) {
                turn.run();
            }
        }
    }
}
