package org.garuda.channels.benchmarks.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Brings many clients in, not all at once: the length of a server's queue of connections is not what is measured. */
public final class Crowd {

    private static final int AT_ONCE = 100;
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private Crowd() {}

    /**
     * Connects clients until all have joined.
     *
     * @param newcomer connects the client of a number
     * @throws LoadException when the server does not let them all in within two minutes
     */
    public static List<Client> connect(ClientLoop loop, int count, IntFunction<Client> newcomer) {
        List<Client> clients = new ArrayList<>(count);
        long start = System.nanoTime();
        while (loop.joined() < count) {
            while (clients.size() < count && clients.size() - loop.joined() < AT_ONCE) {
                clients.add(newcomer.apply(clients.size()));
            }
            loop.turn(WAIT_NANOS);
            if (loop.lost() > 0 || System.nanoTime() - start > PATIENCE_NANOS) {
                throw new LoadException(
                        loop.joined() + " of " + count + " clients joined, then: " + loop.firstTrouble());
            }
        }
        return clients;
    }
}
