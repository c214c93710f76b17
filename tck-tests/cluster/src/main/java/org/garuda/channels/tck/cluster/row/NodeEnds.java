package org.garuda.channels.tck.cluster.row;

import java.util.List;
import org.garuda.channels.tck.cluster.Findings;
import org.garuda.channels.tck.cluster.Row;
import org.garuda.channels.tck.cluster.Stage;
import org.garuda.channels.tck.cluster.client.Load;
import org.garuda.channels.tck.cluster.node.NodeProcess;

/**
 * A node of three ends, with 3,000 presences on it.
 *
 * @param plan what is done
 * @param orderly whether it is asked to
 * @param most seconds until the others show none of its presences
 */
public record NodeEnds(Plan plan, boolean orderly, double most) implements Row {

    private static final List<Integer> OTHERS = List.of(0, 1);
    private static final double UNDISTURBED_MILLIS = 100;

    /**
     * It is killed.
     *
     * @return the row
     */
    public static NodeEnds killed() {
        return new NodeEnds(
                Plan.of(
                        "killed",
                        "a node with 3,000 presences is killed (`kill -9`)",
                        "Phoenix 27.6 to 27.8 s; Centrifugo 7 s for its nodes, 60 s for presence; Socket.IO 10 s",
                        3,
                        12),
                false,
                3.0);
    }

    /**
     * It is told to end.
     *
     * @return the row
     */
    public static NodeEnds terminated() {
        return new NodeEnds(
                Plan.of("terminated", "a node with 3,000 presences is told to end (SIGTERM)", "Phoenix 27.6 s", 3, 12),
                true,
                0.3);
    }

    @Override
    public void run(Stage stage, Findings findings) throws Exception {
        Presences presences = Presences.come(stage);
        Load load = stage.startLoad();
        stage.go(1500);
        load.forgetLatencies();
        NodeProcess ends = stage.node(presences.lastNode());
        long since = System.nanoTime();
        if (orderly) {
            ends.terminate();
        } else {
            ends.kill();
        }
        findings.atMost("gone on the others", presences.untilGone(since, 10_000), most, "s");
        stage.go(1500);
        stage.require("the process ends", () -> !ends.isAlive());
        findings.atMost("p99 on the others meanwhile", load.localMillis(0.99, OTHERS), UNDISTURBED_MILLIS, "ms");
        stage.settle(findings, OTHERS, OTHERS);
        findings.none("lost between the others", load.missed(OTHERS));
        findings.none("leaves of those who are there", presences.leavesOf(0) + presences.leavesOf(1));
        long told = presences.watcher(0).leaves("") + presences.watcher(1).leaves("");
        findings.equal("leaves told beside 3,000 on each", told, 2L * Presences.MANY);
    }
}
