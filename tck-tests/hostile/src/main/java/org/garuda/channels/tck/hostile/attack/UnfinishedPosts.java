package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.LongPolling;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.HttpCall;

/** Bodies that are almost there, together more than the heap. */
public final class UnfinishedPosts implements Attack {

    private static final int POSTS = 60;
    private static final int LENGTH = 7_900_000;

    /** An attack. */
    public UnfinishedPosts() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "4-unfinished-posts",
                "60 posts of 7.9 MB on one session, each without its last byte, then silence",
                "the budget of unfinished messages counts bodies too: beyond it they are refused, or not read on",
                Home.STANDALONE,
                Home.WAR);
    }

    @Override
    public void make(Scene scene) throws IOException {
        String head = LongPolling.postHead(scene.target(), scene.session(), LENGTH);
        byte[] body = new byte[LENGTH - 1];
        List<HttpCall> calls = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            calls.add(scene.call().send(head).send(body));
        }
        scene.within(Scene.PATIENCE, () -> calls.stream().allMatch(call -> call.isOver() || call.queued() == 0));
        scene.pass(scene.either(5_000, 2_000));
        long stopped = calls.stream()
                .filter(call -> call.isOver() || call.queued() > 0)
                .count();
        scene.findings()
                .claim(
                        "474 MB are not gathered: some are refused, or not read on",
                        stopped > 0,
                        Scene.outcomes(calls) + ", " + stopped + " of them stopped");
    }
}
