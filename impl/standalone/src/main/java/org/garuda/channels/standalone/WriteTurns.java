package org.garuda.channels.standalone;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.grizzly.nio.DefaultSelectorHandler;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.SelectorRunner;

/** Grizzly's handling of its selectors, with a {@link WriteTurn} at the end of each round. */
final class WriteTurns extends DefaultSelectorHandler {

    private final Map<SelectorRunner, WriteTurn> turns = new ConcurrentHashMap<>();

    /** The turn in which a connection is written. */
    WriteTurn of(NIOConnection connection) {
        return turns.computeIfAbsent(connection.getSelectorRunner(), WriteTurn::new);
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
