package org.garuda.channels.tck.cluster.row;

import org.garuda.channels.tck.cluster.Findings;
import org.garuda.channels.tck.cluster.Row;
import org.garuda.channels.tck.cluster.Stage;
import org.garuda.channels.tck.cluster.client.Load;
import org.garuda.channels.tck.cluster.node.Signals;

/**
 * A node of three stands still, with 3,000 presences on it.
 *
 * @param plan what is done
 * @param millis how long
 * @param isGone whether the others are to notice
 */
public record NodePaused(Plan plan, int millis, boolean isGone) implements Row {

    private static final double GONE_SECONDS = 3.0;
    private static final double BACK_SECONDS = 1.5;

    /**
     * For so long that it counts as gone.
     *
     * @return the row
     */
    public static NodePaused forLong() {
        return new NodePaused(Plan.of("paused", "a node stands still for 10 s", "", 3, 20), 10_000, true);
    }

    /**
     * As for a garbage collection.
     *
     * @return the row
     */
    public static NodePaused briefly() {
        return new NodePaused(
                Plan.of("paused-briefly", "a node stands still for 1.5 s, as for a garbage collection", "", 3, 12),
                1_500,
                false);
    }

    @Override
    public void run(Stage stage, Findings findings) throws Exception {
        Presences presences = Presences.come(stage);
        long gaps = stage.sum("BUS_GAPS");
        Load load = stage.startLoad();
        stage.go(1000);
        long pid = stage.node(presences.lastNode()).pid();
        long since = System.nanoTime();
        Signals.stop(pid);
        try {
            if (isGone) {
                findings.atMost("gone on the others", presences.untilGone(since, millis - 500), GONE_SECONDS, "s");
            }
            stage.go(millis - (System.nanoTime() - since) / 1_000_000);
        } finally {
            Signals.go(pid);
        }
        if (isGone) {
            findings.atMost("back on the others", presences.untilBack(System.nanoTime(), 10_000), BACK_SECONDS, "s");
            findings.none(
                    "leaves shown on its own node",
                    presences.watcher(presences.lastNode()).leaves(""));
            findings.none("leaves of those on other nodes", presences.leavesOf(0) + presences.leavesOf(1));
        }
        stage.go(2000);
        if (!isGone) {
            findings.none("leaves shown anywhere", presences.leaves());
        }
        stage.settle(findings, stage.all(), stage.all());
        long missed = load.missed(stage.all());
        findings.equal("gaps counted, less messages missed", stage.sum("BUS_GAPS") - gaps, missed);
        findings.none("lost", missed);
    }
}
