package org.garuda.channels.tck.cluster.row;

import org.garuda.channels.tck.cluster.Findings;
import org.garuda.channels.tck.cluster.Row;
import org.garuda.channels.tck.cluster.Stage;
import org.garuda.channels.tck.cluster.client.Load;
import org.garuda.channels.tck.cluster.node.Signals;

/** The broker stands still: connections stand, and nothing comes through. */
public final class HalfOpen implements Row {

    private static final double NOTICED_SECONDS = 1.5;
    private static final int MILLIS = 10_000;

    @Override
    public Plan plan() {
        return Plan.of(
                "half-open",
                "the broker stands still for 10 s: connections stand, and nothing comes through",
                "Centrifugo 30 to 60 s, before July 2026 never; Lettuce 52 s, older ones hours",
                2,
                20);
    }

    @Override
    public void run(Stage stage, Findings findings) throws Exception {
        Presences presences = Presences.come(stage);
        long gaps = stage.sum("BUS_GAPS");
        Load load = stage.startLoad();
        stage.go(1500);
        long printed = stage.node(0).printed().length();
        long pid = stage.broker().pid();
        long since = System.nanoTime();
        Signals.stop(pid);
        try {
            boolean noticed = stage.untilFact("up", 0, MILLIS - 1_000);
            findings.atMost(
                    "noticed by every node",
                    noticed ? (System.nanoTime() - since) / 1e9 : Double.POSITIVE_INFINITY,
                    NOTICED_SECONDS,
                    "s");
            stage.go(MILLIS - (System.nanoTime() - since) / 1_000_000);
            findings.holds(
                    "a new connection is tried",
                    stage.node(0).printed().substring((int) printed).contains("is not reached"));
        } finally {
            Signals.go(pid);
        }
        long goesOn = System.nanoTime();
        stage.go(4000);
        stage.settle(findings, stage.all(), stage.all());
        BrokerRestarted.judge(stage, findings, load, gaps, since, goesOn);
        findings.none("leaves shown", presences.leaves());
    }
}
