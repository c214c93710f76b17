package org.garuda.channels.standalone;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.nio.DefaultSelectorHandler;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.SelectorRunner;

/**
 * Grizzly's handling of its selectors, with a {@link WriteTurn} at the end of each round, and such that one
 * connection's failure costs that connection alone.
 */
final class WriteTurns extends DefaultSelectorHandler {

    private static final System.Logger LOG = System.getLogger(WriteTurns.class.getName());

    private final Map<SelectorRunner, WriteTurn> turns = new ConcurrentHashMap<>();
    private final ChannelSocket socket;

    WriteTurns(ChannelSocket socket) {
        this.socket = socket;
    }

    /** What is to be done for a connection. */
    interface Work {
        void run() throws IOException;
    }

    /** The turn in which a connection is written. */
    WriteTurn of(NIOConnection connection) {
        return turns.computeIfAbsent(connection.getSelectorRunner(), runner -> new WriteTurn(runner, socket));
    }

    /**
     * Has something done by the thread of a connection's selector, in its next round. Whatever is thrown ends the
     * connection and nothing else.
     */
    void enqueue(NIOConnection connection, Work work) {
        enque(
                connection.getSelectorRunner(),
                () -> {
                    guarded(connection, work);
                    return true;
                },
                null);
    }

    /** Does something for a connection at once. Whatever is thrown ends the connection and nothing else. */
    void guarded(Connection<?> connection, Work work) {
        try {
            work.run();
        } catch (IOException | CancelledKeyException | ClosedSelectorException e) {
            LOG.log(Level.DEBUG, "a connection was gone", e);
            end(connection);
        } catch (Throwable e) {
            socket.runtime().faults().survived("the work for one connection", e);
            end(connection);
        }
    }

    private void end(Connection<?> connection) {
        try {
            connection.terminateSilently();
        } catch (Throwable e) {
            socket.runtime().faults().survived("the end of one connection", e);
        }
    }

    @Override
    public boolean preSelect(SelectorRunner runner) throws IOException {
        boolean goesOn = super.preSelect(runner);
        WriteTurn turn = turns.get(runner);
        if (turn != null) {
            turn.write();
        }
        return goesOn;
    }
}
