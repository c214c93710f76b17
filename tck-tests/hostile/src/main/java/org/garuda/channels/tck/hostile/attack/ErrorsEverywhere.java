package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.util.List;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.SocketClient;
import org.garuda.channels.tck.hostile.server.OwnServer.Application;

/** Errors, not only exceptions: in handlers, in listeners, in the reading of a message, and in a step of the stop. */
public final class ErrorsEverywhere implements Attack {

    private static final int DEEP = 200_000;
    private static final int TIMES = 20;
    private static final int IDLE = 1001;

    /** An attack. */
    public ErrorsEverywhere() {}

    @Override
    public Plan plan() {
        return Plan.of(
                        "17-errors",
                        "messages that have handlers and listeners throw errors, and such that are nested 200,000 deep",
                        "whatever throws, the rest goes on: the sweep closes the silent, and the server stops when told",
                        Home.STANDALONE)
                .on(Application.OWN, Plan.HEAP, "-Dchannels.timeouts.idle=PT2S");
    }

    @Override
    public void make(Scene scene) throws IOException {
        SocketClient watcher = scene.joined("calm:listener", "");
        List<String> events = List.of("out-of-memory", "stack-overflow", "linkage", "assertion");
        int survived = 0;
        for (int i = 0; i < TIMES; i++) {
            String topic = "rooms:wild-" + i;
            SocketClient client = scene.joined(topic, "");
            client.push("1", "2", topic, events.get(i % events.size()), "{}");
            scene.within(2_000, () -> client.heard("phx_error") || client.isEnded());
            if (client.heard("phx_error") && client.isOpen()) {
                survived++;
            }
        }
        scene.findings()
                .claim(
                        "the channel ends with each error, and the client stays",
                        survived == TIMES,
                        survived + " of " + TIMES);
        scene.joined("rooms:wild-good", "");
        boolean told = scene.within(3_000, () -> watcher.heard("rooms:wild-good"));
        scene.findings().claim("a listener that failed is told of what comes next", told, "");
        SocketClient deep = scene.joined("rooms:deep", "");
        deep.push("1", "2", "rooms:deep", "echo", "{\"a\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}");
        scene.within(3_000, () -> deep.isEnded() || deep.heard("\"2\","));
        scene.findings().note("a message nested " + DEEP + " deep: " + deep.outcome() + " " + deep.closeReason());
        SocketClient silent = scene.socket("");
        scene.within(15_000, silent::isEnded);
        scene.findings().claim("the sweep still closes who is silent", silent.closeCode() == IDLE, silent.outcome());
    }
}
