package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.SocketClient;

/** A join ref is kept as long as the channel lives. */
public final class LongRefs implements Attack {

    private static final int JOINS = 100;
    private static final int LENGTH = 1_900_000;
    private static final int ALLOWED = 1_000;
    private static final int POLICY = 1008;
    private static final int MOST_MEGABYTES = 24;

    /** An attack. */
    public LongRefs() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "7-long-refs",
                "100 joins with a join ref of 1.9 MB each; a message with such a ref",
                "a ref or join ref over 1,024 bytes closes with 1008; a shorter one works",
                Home.STANDALONE,
                Home.WAR);
    }

    @Override
    public void make(Scene scene) throws IOException {
        SocketClient joins = scene.joined("rooms:long-refs", "");
        String allowed = "r".repeat(ALLOWED);
        joins.push("1", allowed, "rooms:long-refs", "echo", "{}");
        scene.within(Scene.PATIENCE, () -> joins.heard(allowed));
        scene.findings().claim("a ref of 1,000 bytes works", joins.heard(allowed), joins.outcome());

        SocketClient message = scene.joined("rooms:long-refs", "");
        String ref = "r".repeat(LENGTH);
        message.push("1", ref, "rooms:long-refs", "noreply", "{}");
        for (int i = 0; i < JOINS && !joins.isEnded(); i++) {
            joins.push(ref, "1", "rooms:long-refs-" + i, "phx_join", "{}");
            scene.within(Scene.PATIENCE, () -> joins.queued() == 0 || joins.isEnded());
            // The close frame is read before more is sent: a server that has stopped reading resets the connection, and
            // the code is lost.
            scene.within(i == 0 ? 1_000 : 1, joins::isEnded);
        }
        scene.within(scene.either(5_000, 3_000), () -> joins.isEnded() && message.isEnded());
        scene.findings().claim("a long join ref closes with 1008", joins.closeCode() == POLICY, joins.outcome());
        scene.findings().claim("a long ref closes with 1008", message.closeCode() == POLICY, message.outcome());
        scene.findings().limitHeap(MOST_MEGABYTES);
    }
}
