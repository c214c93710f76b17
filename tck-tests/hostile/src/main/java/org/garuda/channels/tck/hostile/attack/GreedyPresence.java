package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.SocketClient;

/** What a presence holds is sent to everyone who comes. */
public final class GreedyPresence implements Attack {

    private static final int UPDATES = 60;
    private static final int UPDATE = 1_000_000;
    private static final int TOPICS = 33;
    private static final int DEVICE = 1_900_000;
    private static final int MOST_STATE = 64 * 1024;
    private static final int MOST_MEGABYTES = 24;

    /** An attack. */
    public GreedyPresence() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "8-presence",
                "60 updates that merge 1 MB into a meta; 33 topics with a device of 1.9 MB",
                "a meta has at most 16 KiB: beyond it the caller gets an exception",
                Home.STANDALONE,
                Home.WAR);
    }

    @Override
    public void make(Scene scene) throws IOException {
        SocketClient updates = scene.joined("presence:greedy", "&user_id=greedy");
        String much = "x".repeat(UPDATE);
        for (int i = 0; i < UPDATES && !updates.isEnded(); i++) {
            updates.push("1", "u" + i, "presence:greedy", "presence:update", "{\"k" + i + "\":\"" + much + "\"}");
            drain(scene, updates);
        }
        SocketClient joins = scene.joined("presence:greedy-first", "&user_id=greedy");
        String device = "{\"device\":\"" + "x".repeat(DEVICE) + "\"}";
        for (int i = 0; i < TOPICS && !joins.isEnded(); i++) {
            joins.push("j" + i, "j" + i, "presence:greedy-" + i, "phx_join", device);
            drain(scene, joins);
        }
        scene.within(
                scene.either(Scene.PATIENCE, 5_000),
                () -> joins.isEnded() || joins.heard("\"presence:greedy-" + (TOPICS - 1) + "\""));
        scene.findings().limitHeap(MOST_MEGABYTES);
        SocketClient newcomer = scene.joined("presence:greedy", "&user_id=newcomer");
        newcomer.push("2", "2", "presence:greedy-0", "phx_join", "{}");
        scene.within(Scene.PATIENCE, () -> newcomer.heard("presence:greedy-0"));
        scene.pass(1_000);
        scene.findings()
                .claim(
                        "a newcomer is sent no more than 64 KiB at once",
                        newcomer.longestMessage() <= MOST_STATE,
                        newcomer.longestMessage() + " bytes");
    }

    private static void drain(Scene scene, SocketClient client) {
        scene.within(Scene.PATIENCE, () -> client.queued() == 0 || client.isEnded());
    }
}
