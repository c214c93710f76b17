package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.LongPolling;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.HttpCall;
import org.garuda.channels.tck.hostile.server.OwnServer.Application;

/** Heartbeats cost nothing, until they have to wait. */
public final class HeartbeatsBehindABlock implements Attack {

    private static final int POSTS = 600;
    private static final int BURST = 20;
    private static final int LINES = 100;
    private static final int REF = 1_000;
    private static final int MOST_MEGABYTES = 24;
    private static final int AT_WORK = 500;
    private static final int GONE = 410;

    /** An attack. */
    public HeartbeatsBehindABlock() {}

    @Override
    public Plan plan() {
        return Plan.of(
                        "5-heartbeats",
                        "while a handler blocks, 600 posts of 100 heartbeats with a ref of 1,000 bytes",
                        "heartbeats count against pending-messages and pending-bytes; the session ends (1008)",
                        Home.STANDALONE)
                .on(Application.OWN, Plan.HEAP);
    }

    @Override
    public void make(Scene scene) throws IOException {
        String token = scene.session();
        LongPolling.post(scene, token, "[\"1\",\"1\",\"rooms:heartbeats\",\"phx_join\",{}]");
        HttpCall block = send(scene, token, "[\"1\",\"2\",\"rooms:heartbeats\",\"block\",{}]");
        // Its answer comes when the handler has gone on: no answer means that it is blocked. Heartbeats before that
        // would only fill the outbox.
        if (scene.within(AT_WORK, block::isOver)) {
            scene.findings().claim("the handler blocks", false, block.outcome());
        }
        String line = "[null,\"" + "r".repeat(REF) + "\",\"phoenix\",\"heartbeat\",{}]\n";
        String lines = line.repeat(LINES);
        List<HttpCall> posts = new ArrayList<>();
        while (posts.size() < POSTS) {
            for (int i = 0; i < BURST; i++) {
                posts.add(send(scene, token, lines));
            }
            scene.within(2_000, () -> posts.stream().allMatch(post -> post.isOver() || post.queued() == 0));
        }
        scene.within(scene.either(8_000, 3_000), () -> posts.stream().allMatch(HttpCall::isOver));
        scene.findings().limitHeap(MOST_MEGABYTES);
        scene.findings()
                .claim(
                        "the session ends, and posts are told so",
                        posts.stream().anyMatch(post -> post.innerStatus() == GONE),
                        Scene.outcomes(posts).toString());
    }

    private static HttpCall send(Scene scene, String token, String lines) throws IOException {
        byte[] body = lines.getBytes(StandardCharsets.UTF_8);
        return scene.call()
                .send(LongPolling.postHead(scene.target(), token, body.length))
                .send(body);
    }
}
