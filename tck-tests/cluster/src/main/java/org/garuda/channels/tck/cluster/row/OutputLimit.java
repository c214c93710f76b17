package org.garuda.channels.tck.cluster.row;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.tck.cluster.Findings;
import org.garuda.channels.tck.cluster.Row;
import org.garuda.channels.tck.cluster.Stage;
import org.garuda.channels.tck.cluster.broker.BrokerKind;
import org.garuda.channels.tck.cluster.broker.Redis;
import org.garuda.channels.tck.cluster.client.Client;
import org.garuda.channels.tck.cluster.client.Load;
import org.garuda.channels.tck.cluster.node.Signals;

/** A node does not read while 40 MB come for it, and Redis allows a subscriber 1 MB. */
public final class OutputLimit implements Row {

    private static final String TOPIC = "load:burst";
    private static final int MESSAGES = 400;
    private static final int BYTES = 100_000;

    @Override
    public Plan plan() {
        return new Plan(
                "output-limit",
                "a node stands still for 1 s while 40 MB are broadcast, and the broker keeps 1 MB for a subscriber "
                        + "(`client-output-buffer-limit pubsub 1mb`)",
                "",
                3,
                15,
                Set.of(BrokerKind.REDIS));
    }

    @Override
    public void run(Stage stage, Findings findings) throws Exception {
        try (Redis redis = new Redis(stage.broker().port())) {
            redis.command("CONFIG SET client-output-buffer-limit \"pubsub 1mb 1mb 1\"");
            try {
                burst(stage, findings);
            } finally {
                redis.command("CONFIG SET client-output-buffer-limit \"pubsub 32mb 8mb 60\"");
            }
        }
    }

    private static void burst(Stage stage, Findings findings) throws Exception {
        Presences presences = Presences.come(stage);
        int last = presences.lastNode();
        long gaps = stage.sum("BUS_GAPS");
        long told = stage.node(last).fact("missed");
        AtomicInteger got = new AtomicInteger();
        Client publisher = stage.closing(new Client(stage.loop(), stage.node(0).uri(), (topic, event, payload) -> {}));
        publisher.join(TOPIC, "{}");
        for (int node : stage.all().subList(1, last + 1)) {
            Client subscriber = stage.closing(
                    new Client(stage.loop(), stage.node(node).uri(), (topic, event, payload) -> got.incrementAndGet()));
            subscriber.join(TOPIC, "{}");
            stage.require("a subscriber joins", subscriber::isAnswered);
        }
        stage.require("the publisher joins", publisher::isAnswered);
        // Where a publisher's numbers begin is known by its first message.
        publisher.tell(TOPIC, "pub", "{}");
        stage.require("the burst's topic goes on", () -> got.get() == last);
        Load load = stage.startLoad();
        stage.go(1000);
        int printed = stage.node(last).printed().length();
        String payload = "{\"x\":\"" + "x".repeat(BYTES) + "\"}";
        Signals.stop(stage.node(last).pid());
        try {
            for (int i = 0; i < MESSAGES; i++) {
                publisher.tell(TOPIC, "pub", payload);
            }
            stage.go(1000);
        } finally {
            Signals.go(stage.node(last).pid());
        }
        stage.go(4000);
        // A gap is known by the next message.
        int before = got.get();
        publisher.tell(TOPIC, "pub", "{}");
        stage.require("the burst's topic goes on", () -> got.get() == before + last);
        stage.settle(findings, stage.all(), stage.all());
        long missed = load.missed(stage.all()) + (long) last * (MESSAGES + 2) - got.get();
        findings.holds("the node is cut, and messages are missed", missed > 0);
        findings.equal("gaps counted, less messages missed", stage.sum("BUS_GAPS") - gaps, missed);
        findings.holds("handlers are told", stage.node(last).fact("missed") > told);
        int losses = stage.node(last).printed().substring(printed).split("is not reached", -1).length - 1;
        findings.atMost("connections lost", losses, 1, "");
        findings.none("leaves shown", presences.leaves());
        findings.tell("lost", missed, "messages");
    }
}
