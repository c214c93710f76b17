package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.SocketClient;

/** Joins, has the handler fail, and joins again. */
public final class CrashLoop implements Attack {

    private static final String TOPIC = "rooms:crash-loop";
    private static final int AT_ONCE = 50;
    private static final int MOST_LINES = 300;

    /** An attack. */
    public CrashLoop() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "12-crash-loop",
                "5,000 times a join and a message that crashes the handler",
                "the first of a kind is logged with its trace, then one line every 10 s with their number",
                Home.STANDALONE,
                Home.WAR);
    }

    @Override
    public void make(Scene scene) throws IOException {
        long mark = scene.output().isPresent() ? scene.output().get().mark() : 0;
        SocketClient client = scene.joined("rooms:calm", "");
        int times = scene.either(5_000, 1_500);
        for (int i = 0; i < times; i += AT_ONCE) {
            for (int j = i; j < i + AT_ONCE; j++) {
                String ref = "r" + j;
                client.push(ref, ref, TOPIC, "phx_join", "{}");
                client.push(ref, ref, TOPIC, "crash", "{\"n\":" + j + "}");
            }
            String ended =
                    "[\"r" + (i + AT_ONCE - 1) + "\",\"r" + (i + AT_ONCE - 1) + "\",\"" + TOPIC + "\",\"phx_error\"";
            scene.await("the channel has crashed", () -> client.heard(ended) || client.isEnded());
        }
        scene.findings().note(times + " crashes, the client is " + client.outcome());
        if (scene.output().isPresent()) {
            long lines = scene.output().get().since(mark).size() - 1;
            scene.findings()
                    .claim("the log grows by less than " + MOST_LINES + " lines", lines < MOST_LINES, lines + " lines");
        }
    }
}
