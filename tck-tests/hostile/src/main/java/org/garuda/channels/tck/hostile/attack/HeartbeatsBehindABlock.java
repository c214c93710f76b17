package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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
    public void make(Scene scene) throws IOException, InterruptedException {
        String token = scene.session();
        LongPolling.post(scene, token, "[\"1\",\"1\",\"rooms:heartbeats\",\"phx_join\",{}]");
        OptionalLong before = scene.heap();
        send(scene, token, "[\"1\",\"2\",\"rooms:heartbeats\",\"block\",{}]");
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
        scene.claimHeap(before, MOST_MEGABYTES);
        scene.claim(
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
