package org.garuda.channels.core.internal.execution;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Does what waits in turns, one thread at a time and in order: each turn takes all that has gathered, under a lock, and
 * does it outside of the lock. Whoever brings something while a turn is being done goes on at once; the thread that is
 * there takes it up.
 */
public final class SerialBatchExecutor {

    /** What gathers. */
    public interface Work {
        /** Whether something waits; called under the lock. */
        boolean waits();

        /** Takes all that waits; called under the lock. */
        Runnable take();
    }

    /** So many turns a thread does for others before it hands over. */
    private static final int MOST_TURNS = 8;

    private final Object lock;
    private final Work work;
    private final Executor executor;
    private final FaultBarrier faults;
    private final String what;
    private final Runnable idle;

    @GuardedBy("lock")
    private boolean busy;

    /**
     * Nothing waits yet.
     *
     * @param lock guards what gathers
     * @param what a turn of it is, for the log
     * @param idle is called under no lock whenever nothing is left to do
     */
    public SerialBatchExecutor(Object lock, Work work, NodeRuntime runtime, String what, Runnable idle) {
        this.lock = lock;
        this.work = work;
        this.executor = runtime.executor();
        this.faults = runtime.faults();
        this.what = what;
        this.idle = idle;
    }

    /**
     * Sees to it that what waits is done; called under no lock after something was brought.
     *
     * @param here whether this thread may do it
     */
    public void go(boolean here) {
        boolean waits;
        synchronized (lock) {
            if (busy) {
                return;
            }
            waits = work.waits();
            busy = waits;
        }
        if (!waits) {
            idle.run();
        } else if (here) {
            run();
        } else {
            executor.execute(this::run);
        }
    }

    /** Whether something waits or is being done; called under the lock. */
    @SuppressWarnings("GuardedBy") // The caller holds the lock, which it knows by another name.
    public boolean isBusy() {
        return busy || work.waits();
    }

    private void run() {
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            Runnable next = next();
            if (next == null) {
                idle.run();
                return;
            }
            faults.run(what, next);
        }
        executor.execute(this::run);
    }

    private @Nullable Runnable next() {
        synchronized (lock) {
            busy = work.waits();
            return busy ? work.take() : null;
        }
    }
}
