package org.garuda.channels.core.internal.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.garuda.channels.core.internal.execution.NodeRuntime;

/**
 * Clients that have ended but are not yet forgotten: their handlers have to be told, and their connection has to be
 * seen gone. A connection that does not close by itself is found here by the sweep. Safe for use by any thread.
 */
public final class DisconnectTracker {

    /** A connection that has ended. */
    public interface Departing {

        /** How long its transport may take to close, once it has been told to. */
        long closeNanos();

        /** Whether everything has been sent to it. */
        boolean isDrained();

        /** Closes it at once; off the container's threads. */
        void abort();
    }

    private static final class Departure {
        private final long since;
        private final AtomicLong silentSince = new AtomicLong();
        private boolean told;
        private volatile boolean closed;

        Departure(long since) {
            this.since = since;
        }
    }

    private final NodeRuntime runtime;
    private final Map<Departing, Departure> departures = new ConcurrentHashMap<>();

    /** A tracker of connections that have not ended yet. */
    public DisconnectTracker(NodeRuntime runtime) {
        this.runtime = runtime;
    }

    /** A connection has ended; its handlers and its transport follow. */
    public void add(Departing connection) {
        departures.put(connection, new Departure(runtime.now()));
    }

    /** Its handlers have been told. */
    public void told(Departing connection) {
        departures.computeIfPresent(connection, (key, departure) -> {
            departure.told = true;
            return departure.closed ? null : departure;
        });
    }

    /** Its transport is gone. */
    public void closed(Departing connection) {
        departures.computeIfPresent(connection, (key, departure) -> {
            departure.closed = true;
            return departure.told ? null : departure;
        });
    }

    /** Cuts the connections that have not closed yet. */
    public void cutAll() {
        each((connection, departure) -> {
            if (!departure.closed) {
                cut(connection);
            }
        });
    }

    /** Cuts the connections that should have closed by now, and counts them as gone. */
    public void cutOverdue(long now) {
        each((connection, departure) -> {
            if (!departure.closed && now - departure.since > connection.closeNanos()) {
                cut(connection);
            }
        });
    }

    /**
     * Cuts the connections of clients that have been sent everything and have not closed since, for as long as given.
     */
    public void cutSilent(long now, long patience) {
        each((connection, departure) -> {
            boolean silent = !departure.closed && connection.isDrained();
            if (silent
                    && !departure.silentSince.compareAndSet(0, now)
                    && now - departure.silentSince.get() > patience) {
                cut(connection);
            }
        });
    }

    private void each(BiConsumer<Departing, Departure> action) {
        runtime.faults()
                .forEach(
                        "the end of a departing client",
                        departures.entrySet(),
                        each -> action.accept(each.getKey(), each.getValue()));
    }

    private void cut(Departing connection) {
        runtime.executor().execute(connection::abort);
        closed(connection);
    }

    /** How many have not gone yet. */
    public int size() {
        return departures.size();
    }
}
