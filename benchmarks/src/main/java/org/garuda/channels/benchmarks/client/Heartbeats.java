package org.garuda.channels.benchmarks.client;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Has each client give a sign of life once in a while, spread evenly over the time. */
public final class Heartbeats {

    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(25);

    private final ClientLoop loop;
    private final List<Client> clients;
    private final long start = System.nanoTime();
    private long given;

    public Heartbeats(ClientLoop loop, List<Client> clients) {
        this.loop = loop;
        this.clients = clients;
    }

    public void giveDue(long now) {
        long due = (long) ((double) (now - start) / PERIOD_NANOS * clients.size());
        for (; given < due; given++) {
            Client client = clients.get((int) (given % clients.size()));
            if (client.isJoined()) {
                loop.dialect().heartbeat().ifPresent(client::say);
            }
        }
    }
}
