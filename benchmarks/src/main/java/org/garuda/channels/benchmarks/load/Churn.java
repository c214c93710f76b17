package org.garuda.channels.benchmarks.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.garuda.channels.benchmarks.client.Client;
import org.garuda.channels.benchmarks.client.ClientLoop;

/**
 * Clients that connect, join, stay for a moment, and go: by turns with a proper farewell and without. Each is followed
 * by another.
 */
final class Churn {

    private static final long STAY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private record Stay(Client client, long until) {}

    private final ClientLoop loop;
    private final IntFunction<Client> newcomer;
    private final Deque<Stay> stays = new ArrayDeque<>();
    private final Set<Client> present = new HashSet<>();
    private boolean running;
    private int arrivals;
    private long departures;
    private long overtaken;
    private long duplicates;
    private long reordered;

    Churn(ClientLoop loop, IntFunction<Client> newcomer) {
        this.loop = loop;
        this.newcomer = newcomer;
    }

    void start(int count) {
        running = true;
        for (int i = 0; i < count; i++) {
            arrive();
        }
    }

    void stop() {
        running = false;
    }

    private void arrive() {
        present.add(newcomer.apply(arrivals++));
    }

    boolean owns(Client client) {
        return present.contains(client);
    }

    void joined(Client client) {
        stays.add(new Stay(client, System.nanoTime() + STAY_NANOS));
    }

    void sendAway(long now) {
        for (Stay stay = stays.peek(); stay != null && stay.until - now <= 0; stay = stays.peek()) {
            stays.remove();
            Client client = stay.client;
            if (client.number() % 2 == 0) {
                client.abandon();
            } else {
                loop.dialect().leave(client).ifPresentOrElse(client::say, client::close);
            }
        }
    }

    void left(Client client) {
        client.close();
    }

    void gone(Client client) {
        present.remove(client);
        departures++;
        overtaken += client.sequences().overtaken();
        duplicates += client.sequences().duplicates();
        reordered += client.sequences().reordered();
        if (running) {
            arrive();
        }
    }

    /** How many have come and gone. */
    long departures() {
        return departures;
    }

    long overtaken() {
        return overtaken;
    }

    long duplicates() {
        return duplicates;
    }

    long reordered() {
        return reordered;
    }
}
