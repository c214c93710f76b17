package org.garuda.channels.standalone;

import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.glassfish.grizzly.nio.SelectorRunner;

/**
 * The connections of one selector that have something to write. They are written together, by the selector's own
 * thread, after it has handled all that came in and before it sleeps: so what several messages cause for one client
 * leaves in one write, whoever sent them. A sender whose burst would fill an outbox writes to that connection itself
 * ({@link ConnectionWriter#flushNow}); nobody else does.
 */
final class WriteTurn {

    private final SelectorRunner runner;
    private final ChannelSocket socket;
    private final Batch batch = Batch.large();
    private List<ConnectionWriter> waiting = new ArrayList<>();
    private List<ConnectionWriter> taken = new ArrayList<>();

    WriteTurn(SelectorRunner runner, ChannelSocket socket) {
        this.runner = runner;
        this.socket = socket;
    }

    /**
     * Has a connection written at the end of the turn. Any thread may call this; the same connection may come twice.
     */
    void add(ConnectionWriter writer) {
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
    void write() {
        List<ConnectionWriter> now;
        synchronized (this) {
            if (waiting.isEmpty()) {
                return;
            }
            now = waiting;
            waiting = taken;
            taken = now;
        }
        for (ConnectionWriter writer : now) {
            try {
                writer.write(batch);
            } catch (Throwable e) {
                socket.runtime().faults().survived("a connection in its turn to write", e);
                abort(writer);
            }
        }
        now.clear();
        synchronized (this) {
            if (waiting.isEmpty()) {
                return;
            }
        }
        wakeSelector(); // Something has come meanwhile from this thread itself, or is left over: reading has its turn
        // first.
    }

    private void abort(ConnectionWriter writer) {
        try {
            writer.abort(CloseReason.GONE);
        } catch (Throwable e) {
            socket.runtime().faults().survived("the end of a connection that failed in its turn to write", e);
        }
    }

    private void wakeSelector() {
        runner.getSelector().wakeup();
    }
}
