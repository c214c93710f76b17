package org.garuda.channels.tck.cluster.row;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.tck.cluster.Findings;
import org.garuda.channels.tck.cluster.Row;
import org.garuda.channels.tck.cluster.Stage;
import org.garuda.channels.tck.cluster.broker.BrokerKind;
import org.garuda.channels.tck.cluster.broker.Redis;
import org.garuda.channels.tck.cluster.client.Load;

/** Redis cuts the subscribing connections of all nodes, again and again. */
public final class SubscriberCut implements Row {

    private static final int TIMES = 4;
    private static final double HEALED_SECONDS = 1;
    private static final long ON_ITS_WAY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @Override
    public Plan plan() {
        return new Plan(
                "subscriber-cut",
                "the broker cuts the subscribers every 5 s (`CLIENT KILL TYPE pubsub`), four times",
                "",
                2,
                30,
                Set.of(BrokerKind.REDIS));
    }

    @Override
    public void run(Stage stage, Findings findings) throws Exception {
        Presences presences = Presences.come(stage);
        long gaps = stage.sum("BUS_GAPS");
        Load load = stage.startLoad();
        stage.go(1500);
        long[] cuts = new long[TIMES];
        try (Redis redis = new Redis(stage.broker().port())) {
            for (int i = 0; i < TIMES; i++) {
                cuts[i] = System.nanoTime();
                redis.command("CLIENT KILL TYPE pubsub");
                stage.go(5000);
            }
        }
        stage.settle(findings, stage.all(), stage.all());
        long[] missed = load.missedAt(stage.all());
        double slowest = 0;
        for (int i = 0; i < TIMES; i++) {
            // What was on its way at a cut was published before it.
            long from = cuts[i] - ON_ITS_WAY_NANOS;
            long to = i + 1 < TIMES ? cuts[i + 1] - ON_ITS_WAY_NANOS : Long.MAX_VALUE;
            long last = Arrays.stream(missed)
                    .filter(at -> at >= from && at < to)
                    .max()
                    .orElse(from);
            slowest = Math.max(slowest, (last - cuts[i]) / 1e9);
        }
        findings.atMost("last lost after a cut", slowest, HEALED_SECONDS, "s");
        findings.equal("gaps counted, less messages missed", stage.sum("BUS_GAPS") - gaps, missed.length);
        findings.tell("lost", missed.length, "messages");
        findings.none("leaves shown", presences.leaves());
    }
}
