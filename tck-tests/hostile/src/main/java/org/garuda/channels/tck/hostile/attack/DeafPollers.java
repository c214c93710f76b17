package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.LongPolling;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.HttpCall;
import org.garuda.channels.tck.hostile.client.SocketClient;

/** Polls whose answers nobody reads: a server that writes them with a thread soon has none for the other polls. */
public final class DeafPollers implements Attack {

    private static final String TOPIC = "rooms:deaf";
    private static final int POLLERS = 65;
    private static final int LITTLE = 4 * 1024;
    private static final int LENGTH = 200_000;
    private static final int AT_ONCE = 1_000;
    private static final int OK = 200;

    /** An attack. */
    public DeafPollers() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "11-deaf-pollers",
                "65 long-polling clients that do not read, and a broadcast of 200 KB to them",
                "others hear within a second; an answer that nobody reads holds no thread",
                Home.STANDALONE,
                Home.WAR);
    }

    @Override
    public void make(Scene scene) throws IOException {
        for (int i = 0; i < POLLERS; i++) {
            HttpCall deaf = scene.call(LITTLE);
            String token = joined(scene);
            deaf.stopReading();
            deaf.send(LongPolling.poll(scene.target(), token));
        }
        String hearing = joined(scene);
        SocketClient speaker = scene.joined(TOPIC, "");
        scene.pass(500);
        List<Integer> took = new ArrayList<>();
        int rounds = scene.either(20, 6);
        for (int i = 0; i < rounds; i++) {
            HttpCall poll = scene.call().send(LongPolling.poll(scene.target(), hearing));
            scene.pass(scene.either(500, 200));
            String text = i == 0 ? "x".repeat(LENGTH) : "little";
            long began = System.nanoTime();
            speaker.push("1", "s" + i, TOPIC, "new:msg", "{\"n\":\"m" + i + "\",\"text\":\"" + text + "\"}");
            scene.within(Scene.PATIENCE, poll::isOver);
            took.add((int) ((System.nanoTime() - began) / 1_000_000));
            if (poll.innerStatus() != OK || !poll.body().contains("m" + i)) {
                scene.findings()
                        .claim("a poller that reads hears everything", false, "round " + i + ": " + poll.outcome());
                return;
            }
        }
        int longest = took.stream().mapToInt(Integer::intValue).max().orElse(0);
        scene.findings().claim("a poller that reads hears within a second", longest < AT_ONCE, longest + " ms at most");
    }

    /** A session that has joined, and has had the answer to that. */
    private static String joined(Scene scene) throws IOException {
        String token = scene.session();
        LongPolling.post(scene, token, "[\"1\",\"1\",\"" + TOPIC + "\",\"phx_join\",{}]");
        HttpCall poll = scene.call().send(LongPolling.poll(scene.target(), token));
        scene.await("a poll is answered", poll::isOver);
        return token;
    }
}
