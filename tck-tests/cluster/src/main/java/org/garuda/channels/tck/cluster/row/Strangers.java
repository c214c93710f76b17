package org.garuda.channels.tck.cluster.row;

import java.net.URI;
import java.util.List;
import java.util.ServiceLoader;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.spi.BusProvider;
import org.garuda.channels.tck.bus.RecordingContext;
import org.garuda.channels.tck.cluster.Findings;
import org.garuda.channels.tck.cluster.Row;
import org.garuda.channels.tck.cluster.Stage;
import org.garuda.channels.tck.cluster.client.Load;
import org.garuda.channels.tck.cluster.client.Watcher;
import org.garuda.channels.tck.cluster.node.NodeProcess;

/** Two nodes have one name, another application is on the broker, and messages come that no release has sent. */
public final class Strangers implements Row {

    private static final int EACH = 100;

    /** Of a version before the first, of one that is to come, and of a kind that is to come. */
    private static final List<byte[]> UNKNOWN =
            List.of(message(0, 1), message(9, 1), message(1, 99), new byte[] {1, 2, 3});

    @Override
    public Plan plan() {
        return Plan.of(
                "strangers",
                "two nodes have one name, another application is on the same broker, and messages of other versions come",
                "Phoenix needs names that differ; Reverb mixed applications",
                2,
                12);
    }

    private static byte[] message(int version, int kind) {
        byte[] bytes = new byte[64];
        bytes[0] = 'G';
        bytes[1] = (byte) version;
        bytes[2] = (byte) kind;
        return bytes;
    }

    @Override
    public void run(Stage stage, Findings findings) throws Exception {
        NodeProcess namesake = stage.closing(stage.startNode(stage.node(0).name(), "tried"));
        NodeProcess other = stage.closing(stage.startNode("other", "tried-elsewhere"));
        namesake.awaitListening().awaitReady(2);
        other.awaitListening().awaitReady(0);
        List<NodeProcess> three = List.of(stage.node(0), stage.node(1), namesake);
        Load load = stage.startLoad(three);
        Watcher watcher = stage.watch(stage.node(0), Presences.TOPIC);
        stage.crowd(namesake, Presences.TOPIC, "C-", 100);
        stage.crowd(other, Presences.TOPIC, "other-", 100);
        stage.require("who is on the namesake is shown", () -> watcher.count("C-") == 100);
        long refused = stage.sum("BUS_REFUSED");
        RecordingContext context = new RecordingContext("tried");
        try (Bus bus = bus(stage.url(), context)) {
            bus.start();
            context.awaitConnected(1);
            for (int i = 0; i < EACH; i++) {
                UNKNOWN.forEach(message -> bus.publish("ctl", message));
            }
            stage.go(2000);
        }
        findings.equal(
                "messages refused, less those that came",
                stage.sum("BUS_REFUSED") - refused,
                (long) EACH * UNKNOWN.size() * 2);
        findings.equal("namesakes noticed, less one", stage.node(0).fact("namesakes"), 1);
        findings.none("nodes known to the other application", other.fact("members"));
        findings.none("presences of the other application shown", watcher.count("other-"));
        stage.settle(findings, List.of(0, 1, 2), List.of(0, 1, 2));
        findings.none("lost", load.missed(List.of(0, 1, 2)));
        findings.none("messages at the other application", other.fact("BUS_RECEIVED"));
    }

    private static Bus bus(String url, RecordingContext context) {
        URI uri = URI.create(url);
        for (BusProvider provider : ServiceLoader.load(BusProvider.class)) {
            if (provider.accepts(uri)) {
                return provider.create(uri, context);
            }
        }
        throw new IllegalStateException("nothing here speaks with " + url);
    }
}
