package org.garuda.channels.core.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Clients that have ended but are not yet forgotten: their handlers have to be told, and their connection has to be seen gone. A connection that
 * does not close by itself is found here by the sweep.
 */
final class Departures {

    private static final class Departure {
        private final long since;
        private final AtomicLong silentSince = new AtomicLong();
        private boolean told;
        private volatile boolean closed;

        Departure(long since) {
            this.since = since;
        }
    }

    private final ChannelEngine engine;
    private final Map<Client, Departure> departures = new ConcurrentHashMap<>();

    Departures(ChannelEngine engine) {
        this.engine = engine;
    }

    void add(Client client, long now) {
        departures.put(client, new Departure(now));
    }

    void told(Client client) {
        departures.computeIfPresent(client, (key, departure) -> {
            departure.told = true;
            return departure.closed ? null : departure;
        });
    }

    void closed(Client client) {
        departures.computeIfPresent(client, (key, departure) -> {
            departure.closed = true;
            return departure.told ? null : departure;
        });
    }

    /** Cuts the connections that should have closed by now, and counts them as gone. */
    void cutOverdue(long now, long patience) {
        each((client, departure) -> {
            if (!departure.closed && now - departure.since > patience) {
                cut(client);
            }
        });
    }

    /** Cuts the connections of clients that have been sent everything and have not closed since, for as long as given. */
    void cutSilent(long now, long patience) {
        each((client, departure) -> {
            boolean silent = !departure.closed && client.outbox().size() == 0;
            if (silent
                    && !departure.silentSince.compareAndSet(0, now)
                    && now - departure.silentSince.get() > patience) {
                cut(client);
            }
        });
    }

    private void each(BiConsumer<Client, Departure> action) {
        engine.each(
                "the end of a departing client",
                departures.entrySet(),
                each -> action.accept(each.getKey(), each.getValue()));
    }

    private void cut(Client client) {
        CloseReason reason = client.endReason();
        engine.dispatch().execute(() -> client.abortConnection(reason == null ? CloseReason.GONE : reason));
        closed(client);
    }

    int size() {
        return departures.size();
    }
}
