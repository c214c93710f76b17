package org.garuda.channels.tck.cluster.row;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.cluster.Stage;
import org.garuda.channels.tck.cluster.client.Watcher;

/** Who is on the list of one crowd: some on each node, many on the last; and a watcher on each node. */
final class Presences {

    static final String TOPIC = "crowd:main";
    static final int MANY = 3_000;
    private static final int SOME = 20;

    private final Stage stage;
    private final List<Watcher> watchers = new ArrayList<>();
    private final int last;

    private Presences(Stage stage) {
        this.stage = stage;
        this.last = stage.nodes().size() - 1;
    }

    /** All of them are there, and every watcher shows them. */
    static Presences come(Stage stage) throws IOException {
        Presences presences = new Presences(stage);
        for (int i : stage.all()) {
            presences.watchers.add(stage.watch(stage.node(i), TOPIC));
            stage.crowd(stage.node(i), TOPIC, prefix(i), i == presences.last ? MANY : SOME);
        }
        stage.require(
                "all watchers show all presences",
                () -> presences.watchers.stream()
                        .allMatch(watcher -> watcher.count("") == MANY + SOME * presences.last));
        return presences;
    }

    private static String prefix(int node) {
        return (char) ('A' + node) + "-";
    }

    Watcher watcher(int node) {
        return watchers.get(node);
    }

    /** Waits until the others show none of the last node's; how many seconds that took since a moment. */
    double untilGone(long since, long millis) {
        return until(0, since, millis);
    }

    /** Waits until the others show all of the last node's again; how many seconds that took since a moment. */
    double untilBack(long since, long millis) {
        return until(MANY, since, millis);
    }

    private double until(int count, long since, long millis) {
        boolean in = stage.until(
                () -> watchers.subList(0, last).stream().allMatch(watcher -> watcher.count(prefix(last)) == count),
                millis);
        return in ? (System.nanoTime() - since) / 1e9 : Double.POSITIVE_INFINITY;
    }

    /** How many leaves of a node's presences all watchers have been told. */
    long leavesOf(int node) {
        return watchers.stream()
                .mapToLong(watcher -> watcher.leaves(prefix(node)))
                .sum();
    }

    /** How many leaves all watchers have been told. */
    long leaves() {
        return watchers.stream().mapToLong(watcher -> watcher.leaves("")).sum();
    }

    int lastNode() {
        return last;
    }
}
