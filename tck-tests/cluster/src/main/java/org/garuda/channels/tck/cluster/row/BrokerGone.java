package org.garuda.channels.tck.cluster.row;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.garuda.channels.tck.cluster.Findings;
import org.garuda.channels.tck.cluster.Row;
import org.garuda.channels.tck.cluster.Stage;
import org.garuda.channels.tck.cluster.client.Client;
import org.garuda.channels.tck.cluster.client.Crowd;
import org.garuda.channels.tck.cluster.client.Load;
import org.garuda.channels.tck.hostile.server.ProcessFacts;

/** The broker is away for a minute, in which 100 presences come and 100 go. */
public final class BrokerGone implements Row {

    private static final int SECONDS = 60;
    private static final int EACH = 50;
    private static final double ANSWERED_SECONDS = 1.1;
    private static final double RIGHT_SECONDS = 2;
    private static final double QUEUE_MEBIBYTES = 16;

    @Override
    public Plan plan() {
        return Plan.of(
                "broker-gone",
                "the broker is away for a minute, in which 100 presences come and 100 go",
                "Lettuce as it is set by default sends what is 11 s old afterwards",
                2,
                75);
    }

    @Override
    public void run(Stage stage, Findings findings) throws Exception {
        Presences presences = Presences.come(stage);
        List<Crowd> leaving = new ArrayList<>();
        for (int node : stage.all()) {
            for (int i = 0; i < EACH; i++) {
                leaving.add(stage.crowd(stage.node(node), Presences.TOPIC, "leaving-" + node + i + "-", 1));
            }
        }
        stage.require(
                "all who will leave are shown",
                () -> stage.all().stream()
                        .allMatch(node -> presences.watcher(node).count("leaving-") == 2 * EACH));
        Load load = stage.startLoad();
        stage.go(2000);
        OptionalLong heapBefore = new ProcessFacts(stage.node(0).pid()).liveMegabytes();
        long gaps = stage.sum("BUS_GAPS");
        long death = System.nanoTime();
        stage.broker().stop();
        List<Client> newcomers = new ArrayList<>();
        List<String> refs = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            leaving.get(i).close();
            leaving.get(EACH + i).close();
            for (int node : stage.all()) {
                stage.closing(new Crowd(stage.loop(), stage.node(node), Presences.TOPIC, "new-" + node + i + "-", 1));
                Client newcomer =
                        stage.closing(new Client(stage.loop(), stage.node(node).uri(), (topic, event, payload) -> {}));
                refs.add(newcomer.join("plain:" + node + i, "{}"));
                newcomers.add(newcomer);
            }
            stage.go(SECONDS * 900L / EACH);
        }
        stage.go(SECONDS * 1000L - (System.nanoTime() - death) / 1_000_000);
        OptionalLong heapAfter = new ProcessFacts(stage.node(0).pid()).liveMegabytes();
        double slowest = 0;
        for (int i = 0; i < refs.size(); i++) {
            long nanos = newcomers.get(i).answerNanos(refs.get(i));
            slowest = Math.max(slowest, nanos < 0 ? Double.POSITIVE_INFINITY : nanos / 1e9);
        }
        findings.atMost("slowest join of a new topic meanwhile", slowest, ANSWERED_SECONDS, "s");
        if (heapBefore.isPresent() && heapAfter.isPresent()) {
            findings.atMost(
                    "heap more than before", heapAfter.getAsLong() - heapBefore.getAsLong(), QUEUE_MEBIBYTES, "MiB");
        }
        long listens = stage.restartBroker();
        boolean up = stage.untilFact("up", 1, 10_000);
        long since = System.nanoTime();
        findings.holds("the bus is up again", up);
        boolean right = stage.until(() -> isRight(stage, presences), 10_000);
        findings.atMost(
                "lists right after the bus is up",
                right ? (System.nanoTime() - since) / 1e9 : Double.POSITIVE_INFINITY,
                RIGHT_SECONDS,
                "s");
        stage.go(1500);
        findings.none("leaves of those who stayed", presences.leavesOf(0) + presences.leavesOf(1));
        stage.settle(findings, stage.all(), stage.all());
        BrokerRestarted.judge(stage, findings, load, gaps, death, listens);
    }

    private static boolean isRight(Stage stage, Presences presences) {
        Set<String> first = new TreeSet<>(presences.watcher(0).keys());
        return stage.all().stream()
                .allMatch(node -> presences.watcher(node).count("leaving-") == 0
                        && presences.watcher(node).count("new-") == 2 * EACH
                        && presences.watcher(node).keys().equals(first));
    }
}
