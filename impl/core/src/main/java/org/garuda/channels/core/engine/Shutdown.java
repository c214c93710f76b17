package org.garuda.channels.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Closes all clients in batches, so that they do not come back to another node all in one moment, and waits for the end of each. */
final class Shutdown {

    private static final int BATCH = 200;
    private static final int MOST_BATCHES = 50;
    private static final int REST_MILLIS = 20;

    /** A client that has been told goodbye has this long to close; one that vanished never will. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ChannelEngine engine;
    private final Duration patience;

    Shutdown(ChannelEngine engine, Duration patience) {
        this.engine = engine;
        this.patience = patience;
    }

    void run(CloseReason reason) {
        engine.stopping();
        long start = System.nanoTime();
        long nanos = Nanos.of(patience);
        List<Client> clients = List.copyOf(engine.clients().keySet());
        int batch = Math.max(BATCH, (clients.size() + MOST_BATCHES - 1) / MOST_BATCHES);
        long pause = TimeUnit.NANOSECONDS.toMillis(nanos) / 2 / MOST_BATCHES;
        boolean patient = true;
        for (int from = 0; from < clients.size(); from += batch) {
            List<Client> some = clients.subList(from, Math.min(from + batch, clients.size()));
            engine.each("the end of one client", some, client -> client.end(reason));
            if (patient && from + batch < clients.size()) {
                patient = rest(pause);
            }
        }
        while (patient && engine.departures().size() > 0 && System.nanoTime() - start < nanos) {
            engine.departures().cutSilent(System.nanoTime(), GRACE_NANOS);
            patient = rest(REST_MILLIS);
        }
        engine.departures().cutOverdue(engine.now(), -1);
    }

    /** Tells false when the stopping thread is wanted elsewhere: then nothing is waited for any more. */
    private static boolean rest(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
