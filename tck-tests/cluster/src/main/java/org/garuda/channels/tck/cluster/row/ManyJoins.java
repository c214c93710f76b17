package org.garuda.channels.tck.cluster.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.garuda.channels.tck.cluster.Findings;
import org.garuda.channels.tck.cluster.Row;
import org.garuda.channels.tck.cluster.Stage;
import org.garuda.channels.tck.cluster.client.Client;
import org.garuda.channels.tck.cluster.client.Watcher;
import org.garuda.channels.tck.cluster.node.NodeProcess;

/** 10,000 clients come to three nodes in 30 s, all into one list. */
public final class ManyJoins implements Row {

    private static final int JOINS = 10_000;
    private static final int SECONDS = 30;
    private static final String BUS = "cpu-bus-us";
    private static final double EQUAL_SECONDS = 1;
    private static final double BUS_PERCENT = 10;

    @Override
    public Plan plan() {
        return Plan.of(
                "many-joins",
                "10,000 clients join in 30 s on three nodes, all on the list of one room, to which one client of each "
                        + "node listens",
                "",
                3,
                55);
    }

    @Override
    public void run(Stage stage, Findings findings) throws Exception {
        List<Watcher> watchers = new ArrayList<>();
        for (NodeProcess node : stage.nodes()) {
            watchers.add(stage.watch(node, "crowd:hall"));
        }
        List<Client> clients = new ArrayList<>();
        List<Map<String, Long>> before = facts(stage);
        long began = System.nanoTime();
        while (clients.size() < JOINS) {
            long due = (System.nanoTime() - began) / 1_000_000 * JOINS / (SECONDS * 1000L);
            while (clients.size() < Math.min(JOINS, due)) {
                int number = clients.size();
                Client client = stage.closing(
                        new Client(stage.loop(), stage.node(number % 3).uri(), (topic, event, payload) -> {}));
                client.join("hall:" + number, "{}");
                clients.add(client);
            }
            stage.go(1);
        }
        stage.require("the joins are answered", () -> clients.stream().allMatch(Client::isAnswered));
        long last = System.nanoTime();
        double seconds = (last - began) / 1e9;
        boolean equal =
                stage.until(() -> watchers.stream().allMatch(watcher -> watcher.count("hall:") == JOINS), 20_000);
        findings.atMost(
                "lists equal after the last join",
                equal ? (System.nanoTime() - last) / 1e9 : Double.POSITIVE_INFINITY,
                EQUAL_SECONDS,
                "s");
        List<Map<String, Long>> after = facts(stage);
        double most = 0;
        for (int i = 0; i < before.size(); i++) {
            long micros = after.get(i).getOrDefault(BUS, 0L) - before.get(i).getOrDefault(BUS, 0L);
            most = Math.max(most, micros / 1e4 / seconds);
        }
        findings.atMost("of a processor for the bus, on the node with the most", most, BUS_PERCENT, "%");
        findings.none(
                "leaves shown",
                watchers.stream().mapToLong(watcher -> watcher.leaves("")).sum());
        findings.none(
                "clients sent away", clients.stream().filter(Client::isEnded).count());
        String list = stage.node(0).get("/list");
        for (NodeProcess node : stage.nodes()) {
            findings.holds(
                    "the list is that of the first node", node.get("/list").equals(list));
        }
    }

    private static List<Map<String, Long>> facts(Stage stage) throws IOException, InterruptedException {
        List<Map<String, Long>> facts = new ArrayList<>();
        for (NodeProcess node : stage.nodes()) {
            facts.add(node.facts());
        }
        return facts;
    }
}
