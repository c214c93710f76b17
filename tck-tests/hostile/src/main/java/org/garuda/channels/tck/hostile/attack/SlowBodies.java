package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.LongPolling;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.HttpCall;
import org.garuda.channels.tck.hostile.client.Target;

/** Bodies that come a byte at a time: a server that waits for each with a thread soon has none. */
public final class SlowBodies implements Attack {

    private static final int STANDALONE_COUNT = 2_100;
    private static final int WAR_COUNT = 250;
    private static final int BURST = 100;

    /** No longer than a route takes, so that it is the time that is refused. */
    private static final int LENGTH = 60_000;

    private static final int PERIOD = 5_000;
    private static final int TIMEOUT = 408;
    private static final int OK = 200;
    private static final int HONEST_POSTS = 40;
    private static final int AT_ONCE = 1_000;

    private final boolean posts;

    private SlowBodies(boolean posts) {
        this.posts = posts;
    }

    /**
     * Posts of one long-polling session.
     *
     * @return an attack
     */
    public static SlowBodies posts() {
        return new SlowBodies(true);
    }

    /**
     * Requests to a route of the application.
     *
     * @return an attack
     */
    public static SlowBodies puts() {
        return new SlowBodies(false);
    }

    @Override
    public Plan plan() {
        String right = "a body that is too slow gets 408 after 15 s; it holds no thread meanwhile";
        return posts
                ? Plan.of(
                        "3-slow-posts",
                        "2,100 posts of one session (250 to a Jakarta server), their bodies a byte every 5 s",
                        right + "; 40 posts at once of an honest client work",
                        Home.STANDALONE,
                        Home.WAR)
                : Plan.of("3-slow-puts", "2,100 PUT /broadcast, their bodies a byte every 5 s", right, Home.STANDALONE);
    }

    @Override
    public void make(Scene scene) throws IOException {
        String honest = posts ? scene.session() : "";
        List<HttpCall> calls = begin(scene, head(scene));
        if (posts) {
            honestPosts(scene, honest);
            newSession(scene);
        }
        long end = System.nanoTime() + scene.either(24_000, 6_000) * 1_000_000L;
        while (System.nanoTime() < end && !calls.stream().allMatch(HttpCall::isOver)) {
            int left = (int) ((end - System.nanoTime()) / 1_000_000);
            scene.within(
                    Math.min(PERIOD, Math.max(1, left)), () -> calls.stream().allMatch(HttpCall::isOver));
            calls.stream().filter(call -> !call.isOver()).forEach(call -> call.send("x"));
        }
        if (!scene.isBrief()) {
            boolean over = calls.stream().allMatch(HttpCall::isOver);
            boolean timedOut = calls.stream().anyMatch(call -> call.status() == TIMEOUT);
            scene.findings()
                    .claim(
                            "no slow body is waited for any more, and 408 said so",
                            over && timedOut,
                            Scene.outcomes(calls).toString());
        }
    }

    private String head(Scene scene) throws IOException {
        Target target = scene.target();
        return posts
                ? LongPolling.postHead(target, scene.session(), LENGTH)
                : "PUT " + target.path("/broadcast") + " HTTP/1.1\r\n" + target.hostLine() + "\r\nContent-Length: "
                        + LENGTH + "\r\n\r\n";
    }

    private static List<HttpCall> begin(Scene scene, String head) throws IOException {
        int count = scene.home() == Home.WAR ? WAR_COUNT : STANDALONE_COUNT;
        byte[] start = (head + "[").getBytes(StandardCharsets.ISO_8859_1);
        List<HttpCall> calls = new ArrayList<>();
        while (calls.size() < count) {
            calls.add(scene.call().send(start));
            if (calls.size() % BURST == 0) {
                scene.within(AT_ONCE, () -> calls.stream().allMatch(call -> call.queued() == 0 || call.isEnded()));
            }
        }
        return calls;
    }

    private static void honestPosts(Scene scene, String token) throws IOException {
        List<HttpCall> honest = new ArrayList<>();
        String body = "[null,\"7\",\"phoenix\",\"heartbeat\",{}]";
        for (int i = 0; i < HONEST_POSTS; i++) {
            honest.add(scene.call()
                    .send(LongPolling.postHead(scene.target(), token, body.length()))
                    .send(body.substring(0, 10)));
        }
        scene.pass(300);
        honest.forEach(call -> call.send(body.substring(10)));
        scene.within(Scene.PATIENCE / 2, () -> honest.stream().allMatch(HttpCall::isOver));
        scene.findings()
                .claim(
                        "40 posts at once of an honest client work",
                        honest.stream().allMatch(call -> call.status() == OK && call.innerStatus() == OK),
                        Scene.outcomes(honest).toString());
    }

    private static void newSession(Scene scene) throws IOException {
        long began = System.nanoTime();
        HttpCall poll = scene.call().send(LongPolling.poll(scene.target(), ""));
        boolean answered = scene.within(Scene.PATIENCE, poll::isOver);
        double took = (System.nanoTime() - began) / 1e6;
        scene.findings()
                .claim(
                        "a new long-polling session begins within a second",
                        answered && poll.status() == OK && took < AT_ONCE,
                        "%s in %.0f ms".formatted(poll.outcome(), took));
    }
}
