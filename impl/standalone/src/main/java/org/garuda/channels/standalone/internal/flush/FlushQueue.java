package org.garuda.channels.standalone.internal.flush;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.core.internal.execution.FaultBarrier;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.glassfish.grizzly.nio.SelectorRunner;

/**
 * The connections of one selector that have something to write. They are written together, by the selector's own
 * thread, after it has handled all that came in and before it sleeps: so what several messages cause for one client
 * leaves in one write, whoever sent them. A sender whose burst would fill an outbox writes to that connection itself
 * (its {@code flushNow}); nobody else does.
 */
public final class FlushQueue {

    private final SelectorRunner runner;
    private final FaultBarrier faults;
    private final WriteBatch batch = WriteBatch.large();

    @GuardedBy("this")
    private List<QueuedWriter> waiting = new ArrayList<>();

    /** Of the selector's thread alone. */
    private List<QueuedWriter> taken = new ArrayList<>();

    public FlushQueue(SelectorRunner runner, FaultBarrier faults) {
        this.runner = runner;
        this.faults = faults;
    }

    /**
     * Has a connection written at the end of the round. Any thread may call this; the same connection may come twice.
     */
    public void add(QueuedWriter writer) {
        boolean first;
        synchronized (this) {
            first = waiting.isEmpty();
            waiting.add(writer);
        }
        if (first && Thread.currentThread() != runner.getRunnerThread()) {
            wakeSelector();
        }
    }

    /** Writes what waits. Called by the selector's thread alone. */
    public void write() {
        List<QueuedWriter> now;
        synchronized (this) {
            if (waiting.isEmpty()) {
                return;
            }
            now = waiting;
            waiting = taken;
            taken = now;
        }
        for (QueuedWriter writer : now) {
            try {
                writer.write(batch);
            } catch (Throwable e) {
                faults.survived("a connection while it was written", e);
                abort(writer);
            }
        }
        now.clear();
        synchronized (this) {
            if (waiting.isEmpty()) {
                return;
            }
        }
        // Something has come meanwhile from this thread itself, or is left over: reading comes first.
        wakeSelector();
    }

    private void abort(QueuedWriter writer) {
        try {
            writer.abort(CloseReason.GONE);
        } catch (Throwable e) {
            faults.survived("the end of a connection that failed while it was written", e);
        }
    }

    private void wakeSelector() {
        runner.getSelector().wakeup();
    }
}
