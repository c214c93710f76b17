package org.garuda.channels.tck.cluster.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.cluster.Findings;
import org.garuda.channels.tck.cluster.Row;
import org.garuda.channels.tck.cluster.Stage;
import org.garuda.channels.tck.cluster.broker.BrokerKind;
import org.garuda.channels.tck.cluster.broker.Redis;
import org.garuda.channels.tck.cluster.client.Client;
import org.garuda.channels.tck.cluster.client.Load;

/** The broker is restarted while there are 200,000 topics. */
public final class ManyTopics implements Row {

    private static final int CLIENTS = 200;
    private static final int TOPICS_EACH = 1_000;
    private static final int IN_FLIGHT = 100;
    private static final double CONFIRMED_SECONDS = 0.5;

    /** What every node subscribes to with Redis and NATS: the slots, what concerns all nodes, what concerns it alone. */
    private static final int CHANNELS = 1_026;

    @Override
    public Plan plan() {
        return Plan.of(
                "many-topics",
                "the broker is restarted while there are 200,000 topics",
                "one subscription for each topic: seconds, or never",
                2,
                45);
    }

    @Override
    public void run(Stage stage, Findings findings) throws Exception {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(
                    stage.closing(new Client(stage.loop(), stage.node(i % 2).uri(), (topic, event, payload) -> {})));
        }
        for (int from = 0; from < TOPICS_EACH; from += IN_FLIGHT) {
            for (int i = 0; i < CLIENTS; i++) {
                for (int topic = from; topic < from + IN_FLIGHT; topic++) {
                    clients.get(i).join("plain:" + i + "-" + topic, "{}");
                }
            }
            stage.require("topics are joined", () -> clients.stream().allMatch(Client::isAnswered));
        }
        findings.none(
                "joins refused", clients.stream().mapToInt(Client::refusals).sum());
        long gaps = stage.sum("BUS_GAPS");
        Load load = stage.startLoad();
        stage.go(1500);
        long death = System.nanoTime();
        stage.broker().stop();
        stage.go(2000);
        long listens = stage.restartBroker();
        if (stage.kind() == BrokerKind.REDIS) {
            findings.atMost(
                    "every channel confirmed after a node has connected", confirmed(stage), CONFIRMED_SECONDS, "s");
        }
        stage.go(3500);
        stage.settle(findings, stage.all(), stage.all());
        BrokerRestarted.judge(stage, findings, load, gaps, death, listens);
    }

    /** How many seconds pass from the first subscription of a node to its last; of the slowest node. */
    private static double confirmed(Stage stage) throws IOException {
        try (Redis redis = new Redis(stage.broker().port())) {
            long[] first = {0};
            boolean all = stage.until(
                    () -> {
                        List<Integer> subscriptions = subscriptions(redis);
                        if (first[0] == 0 && !subscriptions.isEmpty()) {
                            first[0] = System.nanoTime();
                        }
                        if (subscriptions.size() == 1 && subscriptions.get(0) >= CHANNELS) {
                            first[0] = 0; // One is done, and the other has not begun.
                        }
                        return subscriptions.stream()
                                        .filter(number -> number >= CHANNELS)
                                        .count()
                                == 2;
                    },
                    10_000);
            return all ? (System.nanoTime() - first[0]) / 1e9 : Double.POSITIVE_INFINITY;
        }
    }

    private static List<Integer> subscriptions(Redis redis) {
        List<Integer> numbers = new ArrayList<>();
        try {
            for (String line : redis.command("CLIENT LIST TYPE pubsub").split("\n")) {
                int at = line.indexOf(" sub=");
                if (at >= 0) {
                    numbers.add(Integer.parseInt(line.substring(at + 5, line.indexOf(' ', at + 5))));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return numbers;
    }
}
