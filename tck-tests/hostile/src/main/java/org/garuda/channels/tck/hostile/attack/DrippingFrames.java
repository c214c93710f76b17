package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.SocketClient;

/** A server that copies what it has of a frame whenever something comes works much for little. */
public final class DrippingFrames implements Attack {

    private static final int CLIENTS = 40;
    private static final int LENGTH = 2 * 1024 * 1024;
    private static final int LATER = 1_500_000;
    private static final int DROP = 300;
    private static final int PERIOD = 20;
    private static final int LOOK = 500;

    /** Of a core: what 2,000 small reads a second cost on most servers. */
    private static final double LITTLE = 0.4;

    /**
     * A server for which each read is dear pays that from the beginning; whoever copies 1.5 MB with each drop pays many
     * times more in the end.
     */
    private static final double AS_MUCH = 1.5;

    private static final double UNCERTAIN = 0.05;

    /** An attack. */
    public DrippingFrames() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "9-dripping",
                "40 clients send 300 bytes of a frame of 2 MiB every 20 ms, at its beginning and after 1.5 MB",
                "a frame is gathered in a buffer of its announced length: little work for little data",
                Home.STANDALONE,
                Home.WAR);
    }

    @Override
    public void make(Scene scene) throws IOException {
        double idle = load(scene, () -> scene.pass(scene.either(4_000, 2_000)));
        byte[] frame = Frames.push("rooms:dripping", "noreply", LENGTH);
        List<SocketClient> clients = scene.sockets(CLIENTS);
        int drops = scene.either(10_000, 4_000) / PERIOD;
        double atFirst = load(scene, () -> drip(scene, clients, frame, 0, drops)) - idle;
        byte[] start = Arrays.copyOfRange(frame, drops * DROP, LATER);
        clients.forEach(client -> client.bytes(start));
        scene.within(
                Scene.PATIENCE, () -> clients.stream().allMatch(client -> client.isEnded() || client.queued() == 0));
        calm(scene, idle);
        double later = load(scene, () -> drip(scene, clients, frame, LATER, drops)) - idle;
        if (scene.process().isPresent()) {
            double most = Math.max(LITTLE, AS_MUCH * atFirst + UNCERTAIN);
            scene.findings()
                    .claim(
                            "40 drops of 300 bytes every 20 ms cost little of a core, or as much as before there is anything to copy",
                            later < most,
                            "%.2f of a core before, %.2f after 1.5 MB, less than %.2f allowed"
                                    .formatted(atFirst, later, most));
        }
    }

    /** What waits in the buffers of the system is work of its own, and not the drops'. */
    private static void calm(Scene scene, double idle) {
        long deadline = System.nanoTime() + Scene.PATIENCE * 1_000_000L;
        while (load(scene, () -> scene.pass(LOOK)) > idle + LITTLE / 2 && System.nanoTime() < deadline) {
            // The server is still at it.
        }
    }

    private static void drip(Scene scene, List<SocketClient> clients, byte[] frame, int from, int drops) {
        long next = System.nanoTime();
        for (int i = 0; i < drops; i++) {
            int at = from + i * DROP;
            byte[] drop = Arrays.copyOfRange(frame, at, at + DROP);
            clients.stream().filter(client -> !client.isEnded()).forEach(client -> client.bytes(drop));
            next += PERIOD * 1_000_000L;
            scene.pass((int) Math.max(1, (next - System.nanoTime()) / 1_000_000));
        }
    }

    /** How many processors the server used while something was done. */
    private static double load(Scene scene, Runnable action) {
        double before = cpu(scene);
        long began = System.nanoTime();
        action.run();
        return (cpu(scene) - before) / ((System.nanoTime() - began) / 1e9);
    }

    private static double cpu(Scene scene) {
        return scene.process().map(process -> process.cpuSeconds()).orElse(0.0);
    }
}
