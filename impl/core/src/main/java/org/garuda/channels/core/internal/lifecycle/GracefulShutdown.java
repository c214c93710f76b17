package org.garuda.channels.core.internal.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.connection.ConnectionServices;
import org.garuda.channels.core.internal.execution.Nanos;
import org.garuda.channels.core.internal.execution.NodeLifecycle;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.registry.ConnectionRegistry;
import org.garuda.channels.core.internal.registry.DisconnectTracker;

/**
 * Closes all clients in batches, so that they do not come back to another node all in one moment, and waits for the end
 * of each.
 */
final class GracefulShutdown {

    private static final int BATCH = 200;
    private static final int MOST_BATCHES = 50;
    private static final int REST_MILLIS = 20;

    /** A client that has been told goodbye has this long to close; one that vanished never will. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final NodeLifecycle lifecycle;
    private final ConnectionServices connections;
    private final Duration patience;

    GracefulShutdown(NodeLifecycle lifecycle, ConnectionServices connections, Duration patience) {
        this.lifecycle = lifecycle;
        this.connections = connections;
        this.patience = patience;
    }

    void run(CloseReason reason) {
        lifecycle.tellStop();
        DisconnectTracker disconnects = connections.disconnects();
        long start = System.nanoTime();
        long nanos = Nanos.of(patience);
        List<ConnectionRegistry.Member> clients =
                List.copyOf(connections.registry().members());
        int batch = Math.max(BATCH, (clients.size() + MOST_BATCHES - 1) / MOST_BATCHES);
        long pause = TimeUnit.NANOSECONDS.toMillis(nanos) / 2 / MOST_BATCHES;
        boolean patient = true;
        for (int from = 0; from < clients.size(); from += batch) {
            List<ConnectionRegistry.Member> some = clients.subList(from, Math.min(from + batch, clients.size()));
            connections.runtime().faults().forEach("the end of one client", some, client -> client.end(reason));
            if (patient && from + batch < clients.size()) {
                patient = rest(pause);
            }
        }
        while (patient && disconnects.size() > 0 && System.nanoTime() - start < nanos) {
            disconnects.cutSilent(System.nanoTime(), GRACE_NANOS);
            patient = rest(REST_MILLIS);
        }
        disconnects.cutAll();
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
