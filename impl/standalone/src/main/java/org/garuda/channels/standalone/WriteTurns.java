package org.garuda.channels.standalone;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.garuda.channels.core.engine.Socket;
import org.glassfish.grizzly.nio.DefaultSelectorHandler;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.SelectorRunner;

/** Grizzly's handling of its selectors, with a {@link WriteTurn} at the end of each round. */
final class WriteTurns extends DefaultSelectorHandler {

    private final Map<SelectorRunner, WriteTurn> turns = new ConcurrentHashMap<>();
    private final Set<SelectorRunner> runners = ConcurrentHashMap.newKeySet();
    private final Socket socket;

    WriteTurns(Socket socket) {
        this.socket = socket;
    }

    /** The turn in which a connection is written. */
    WriteTurn of(NIOConnection connection) {
        return turns.computeIfAbsent(connection.getSelectorRunner(), runner -> new WriteTurn(runner, socket));
    }

    /** Whether the threads of all selectors that have ever run still do. */
    boolean areAlive() {
        for (SelectorRunner runner : runners) {
            if (!isAlive(runner)) {
                return false;
            }
        }
        return true;
    }

    /** Closes the selectors whose threads are dead, since nobody else does; else their connections, closed long since, would stay open to the other side. */
    void closeDead() {
        for (SelectorRunner runner : runners) {
            if (!isAlive(runner)) {
                try {
                    runner.getSelector().close();
                } catch (IOException e) {
                    socket.survived("the end of a dead selector", e);
                }
            }
        }
    }

    private static boolean isAlive(SelectorRunner runner) {
        Thread thread = runner.getRunnerThread();
        return thread != null && thread.isAlive();
    }

    @Override
    public boolean preSelect(SelectorRunner runner) throws IOException {
        boolean goesOn = super.preSelect(runner);
        runners.add(runner);
        WriteTurn turn = turns.get(runner);
        if (turn != null) {
            turn.write();
        }
        return goesOn;
    }
}
