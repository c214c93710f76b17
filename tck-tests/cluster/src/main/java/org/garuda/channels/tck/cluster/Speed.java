package org.garuda.channels.tck.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.tck.cluster.broker.BrokerKind;
import org.garuda.channels.tck.cluster.client.Client;
import org.garuda.channels.tck.cluster.client.Load;
import org.garuda.channels.tck.cluster.node.NodeProcess;

/**
 * How long a message is on its way between nodes, and how many can be.
 *
 * @param kind the broker
 * @param rate numbered messages a second, for how long they take
 * @param logs what the nodes print goes there
 */
record Speed(BrokerKind kind, int rate, Path logs) {

    private static final int WARM_MILLIS = 10_000;
    private static final int MEASURED_MILLIS = 15_000;
    private static final int BURST_SECONDS = 5;
    private static final int SETTLING_MILLIS = 3_000;
    private static final int FIRST_RATE = 20_000;
    private static final int STEP = 10_000;
    private static final int MOST_RATE = 80_000;
    private static final String TOPIC = "load:through";

    /** Prints a line of the table, and tells whether the targets are met. */
    boolean run() throws IOException, InterruptedException {
        try (Stage stage = new Stage(kind, 2, rate, logs)) {
            Load load = stage.startLoad();
            stage.go(WARM_MILLIS);
            load.forgetLatencies();
            stage.go(MEASURED_MILLIS);
            Findings findings = new Findings();
            double local = load.localMillis(0.5, stage.all());
            double there = load.remoteMillis(0.5, stage.all());
            double local99 = load.localMillis(0.99, stage.all());
            double there99 = load.remoteMillis(0.99, stage.all());
            stage.settle(findings, stage.all(), stage.all());
            stage.heal();
            int most = throughput(stage);
            double more = kind == BrokerKind.JMS ? 3 : 0.5;
            System.out.printf(
                    "| %s | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %,d |%n",
                    kind.word(), local, there, local99, there99, most);
            findings.notes().forEach(System.out::println);
            return there - local <= more && most >= 30_000;
        }
    }

    /** The highest rate at which a client of the other node gets everything. */
    private int throughput(Stage stage) throws IOException, InterruptedException {
        AtomicInteger got = new AtomicInteger();
        Client client = stage.closing(new Client(stage.loop(), stage.node(1).uri(), (topic, event, payload) -> {
            if (topic.equals(TOPIC)) {
                got.incrementAndGet();
            }
        }));
        client.join(TOPIC, "{}");
        stage.require("a subscriber joins", client::isAnswered);
        List<String> tried = new ArrayList<>();
        burst(stage, FIRST_RATE / 2, got); // Warm by then.
        int most = 0;
        for (int tries = FIRST_RATE; tries <= MOST_RATE; tries += STEP) {
            got.set(0);
            long sent = burst(stage, tries, got);
            tried.add("%,d: %,d of %,d".formatted(tries, got.get(), sent));
            if (got.get() < sent) {
                break;
            }
            most = tries;
        }
        System.out.println(tried);
        return most;
    }

    private static long burst(Stage stage, int rate, AtomicInteger got) throws IOException {
        NodeProcess publisher = stage.node(0);
        CompletableFuture<String> done = publisher.later("/burst?" + TOPIC + "," + BURST_SECONDS + "," + rate);
        stage.require("a burst ends", done::isDone);
        long sent = Long.parseLong(done.join());
        stage.until(() -> got.get() >= sent, SETTLING_MILLIS);
        return sent;
    }
}
