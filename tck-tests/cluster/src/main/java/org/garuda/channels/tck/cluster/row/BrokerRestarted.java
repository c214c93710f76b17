package org.garuda.channels.tck.cluster.row;

import org.garuda.channels.tck.cluster.Findings;
import org.garuda.channels.tck.cluster.Row;
import org.garuda.channels.tck.cluster.Stage;
import org.garuda.channels.tck.cluster.client.Load;

/** The broker is killed, and started again 2 s later. */
public final class BrokerRestarted implements Row {

    static final double HEALED_SECONDS = 1.5;
    static final double ON_ITS_WAY_SECONDS = 0.1;
    private static final double UNDISTURBED_MILLIS = 100;

    @Override
    public Plan plan() {
        return Plan.of(
                "broker-restarted",
                "the broker is killed, and started again 2 s later",
                "Socket.IO's Redis streams and Reverb deaf until they are restarted; SignalR loses all meanwhile; "
                        + "Phoenix on Redis logs it and says ok",
                2,
                13);
    }

    @Override
    public void run(Stage stage, Findings findings) throws Exception {
        Presences presences = Presences.come(stage);
        long gaps = stage.sum("BUS_GAPS");
        Load load = stage.startLoad();
        stage.go(1500);
        load.forgetLatencies();
        long death = System.nanoTime();
        stage.broker().stop();
        stage.go(2000);
        long listens = stage.restartBroker();
        findings.atMost("p99 on the own node meanwhile", load.localMillis(0.99, stage.all()), UNDISTURBED_MILLIS, "ms");
        stage.go(3500);
        stage.settle(findings, stage.all(), stage.all());
        judge(stage, findings, load, gaps, death, listens);
        findings.none("leaves shown", presences.leaves());
    }

    /** Lost is only what was published from the death of the broker until all is healed, and all of that is counted. */
    static void judge(Stage stage, Findings findings, Load load, long gapsBefore, long death, long listens)
            throws Exception {
        long[] missed = load.missedAt(stage.all());
        findings.equal("gaps counted, less messages missed", stage.sum("BUS_GAPS") - gapsBefore, missed.length);
        if (missed.length > 0) {
            findings.atMost(
                    "first lost before the death", Math.max(0, (death - missed[0]) / 1e9), ON_ITS_WAY_SECONDS, "s");
            findings.atMost(
                    "last lost after it listens",
                    Math.max(0, (missed[missed.length - 1] - listens) / 1e9),
                    HEALED_SECONDS,
                    "s");
        }
        findings.tell("lost", missed.length, "messages");
    }
}
