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
    private static final int AT_FIRST = 1_500_000;
    private static final int DROP = 300;
    private static final int PERIOD = 20;
    private static final double MOST_OF_A_CORE = 0.4;

    /** An attack. */
    public DrippingFrames() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "9-dripping",
                "40 clients send 1.5 MB of a frame of 2 MiB, and then 300 bytes every 20 ms",
                "a frame is gathered in a buffer of its announced length: little work for little data",
                Home.STANDALONE,
                Home.WAR);
    }

    @Override
    public void make(Scene scene) throws IOException {
        double idle = load(scene, () -> scene.pass(scene.either(4_000, 2_000)));
        byte[] frame = Frames.push("rooms:dripping", "noreply", LENGTH);
        List<SocketClient> clients = scene.sockets(CLIENTS);
        byte[] start = Arrays.copyOf(frame, AT_FIRST);
        clients.forEach(client -> client.bytes(start));
        scene.within(
                Scene.PATIENCE, () -> clients.stream().allMatch(client -> client.isEnded() || client.queued() == 0));
        int drops = scene.either(10_000, 4_000) / PERIOD;
        double busy = load(scene, () -> drip(scene, clients, frame, drops));
        if (scene.process().isPresent()) {
            scene.claim(
                    "40 drops of 300 bytes every 20 ms cost less than %.1f of a core".formatted(MOST_OF_A_CORE),
                    busy - idle < MOST_OF_A_CORE,
                    "%.2f without, %.2f with them".formatted(idle, busy));
        }
    }

    private static void drip(Scene scene, List<SocketClient> clients, byte[] frame, int drops) {
        long next = System.nanoTime();
        for (int i = 0; i < drops; i++) {
            int at = AT_FIRST + i * DROP;
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
