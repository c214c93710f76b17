package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.SocketClient;
import org.garuda.channels.tck.hostile.client.Upgrade;

/** Heads of requests that are larger than they may be, and such that are not. */
public final class HugeHeads implements Attack {

    private static final int AT_ONCE = 3_000;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int TOO_LARGE = 431;

    /** An attack. */
    public HugeHeads() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "16-huge-heads",
                "heads of 20 and 40 KiB, of 150 and 250 lines",
                "32 KiB and 200 lines are allowed; beyond that 431 with a reason",
                Home.STANDALONE);
    }

    @Override
    public void make(Scene scene) throws IOException {
        head(scene, "a head of 20 KiB is taken", cookie(20 * 1024), SWITCHING_PROTOCOLS);
        head(scene, "a head of 150 lines is taken", lines(150), SWITCHING_PROTOCOLS);
        head(scene, "a head of 40 KiB gets 431", cookie(40 * 1024), TOO_LARGE);
        head(scene, "a head of 250 lines gets 431", lines(250), TOO_LARGE);
    }

    private static String cookie(int length) {
        return "Cookie: a=" + "x".repeat(length) + "\r\n";
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("X-Line-").append(i).append(": x\r\n");
        }
        return lines.toString();
    }

    private static void head(Scene scene, String what, String lines, int status) throws IOException {
        SocketClient client = scene.socket(Upgrade.request(scene.target(), "", lines));
        scene.within(AT_ONCE, client::isAnswered);
        scene.findings().claim(what, client.status() == status, client.outcome());
    }
}
