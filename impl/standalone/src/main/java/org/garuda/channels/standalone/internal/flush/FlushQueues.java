package org.garuda.channels.standalone.internal.flush;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.garuda.channels.core.internal.execution.FaultBarrier;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.nio.DefaultSelectorHandler;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.SelectorRunner;

/**
 * Grizzly's handling of its selectors, with a {@link FlushQueue} written at the end of each round, and such that one
 * connection's failure costs that connection alone.
 */
public final class FlushQueues extends DefaultSelectorHandler {

    private static final System.Logger LOG = System.getLogger(FlushQueues.class.getName());

    private final Map<SelectorRunner, FlushQueue> queues = new ConcurrentHashMap<>();
    private final FaultBarrier faults;

    public FlushQueues(FaultBarrier faults) {
        this.faults = faults;
    }

    /** What is to be done for a connection. */
    public interface Work {
        void run() throws IOException;
    }

    /** The queue of a connection's selector. */
    public FlushQueue of(NIOConnection connection) {
        return queues.computeIfAbsent(connection.getSelectorRunner(), runner -> new FlushQueue(runner, faults));
    }

    /**
     * Has something done by the thread of a connection's selector, in its next round. Whatever is thrown ends the
     * connection and nothing else.
     */
    public void enqueue(NIOConnection connection, Work work) {
        enque(
                connection.getSelectorRunner(),
                () -> {
                    guarded(connection, work);
                    return true;
                },
                null);
    }

    /** Does something for a connection at once. Whatever is thrown ends the connection and nothing else. */
    public void guarded(Connection<?> connection, Work work) {
        try {
            work.run();
        } catch (IOException | CancelledKeyException | ClosedSelectorException e) {
            LOG.log(Level.DEBUG, "a connection was gone", e);
            end(connection);
        } catch (Throwable e) {
            faults.survived("the work for one connection", e);
            end(connection);
        }
    }

    private void end(Connection<?> connection) {
        try {
            connection.terminateSilently();
        } catch (Throwable e) {
            faults.survived("the end of one connection", e);
        }
    }

    @Override
    public boolean preSelect(SelectorRunner runner) throws IOException {
        boolean goesOn = super.preSelect(runner);
        FlushQueue queue = queues.get(runner);
        if (queue != null) {
            queue.write();
        }
        return goesOn;
    }
}
