package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.util.List;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.SocketClient;
import org.garuda.channels.tck.hostile.server.OwnServer.Application;

/** As many handlers that block as there are threads for them. */
public final class BlockedHandlers implements Attack {

    private static final int CLIENTS = 2_100;
    private static final int UNAVAILABLE = 503;
    private static final int MOST_WARNINGS = 3;

    /** An attack. */
    public BlockedHandlers() {}

    @Override
    public Plan plan() {
        return Plan.of(
                        "13-blocked-handlers",
                        "2,100 clients whose handlers block, which is more than there are threads",
                        "one warning, and handshakes are refused with 503 until it is over; what needs no thread goes on",
                        Home.STANDALONE)
                .on(Application.OWN, Plan.HEAP)
                .amongTheBlocked();
    }

    @Override
    public void make(Scene scene) throws IOException {
        long mark = scene.output().isPresent() ? scene.output().get().mark() : 0;
        SocketClient calm = scene.joined("calm:release", "");
        List<SocketClient> clients = scene.sockets(CLIENTS);
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).push("1", "1", "rooms:blocked-" + i, "phx_join", "{}");
        }
        scene.within(3 * Scene.PATIENCE, () -> clients.stream().allMatch(client -> client.heard("phx_reply")));
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).push("1", "2", "rooms:blocked-" + i, "block", "{}");
        }
        scene.pass(scene.either(4_000, 2_000));
        SocketClient refused = scene.socket("");
        scene.within(2_000, refused::isAnswered);
        scene.claim("a handshake is refused with 503", refused.status() == UNAVAILABLE, refused.outcome());
        if (scene.output().isPresent()) {
            long warnings = scene.output().get().since(mark).stream()
                    .filter(line -> line.contains("WARN"))
                    .count();
            scene.claim(
                    "it is said, but not more than " + MOST_WARNINGS + " times",
                    warnings > 0 && warnings <= MOST_WARNINGS,
                    warnings + " warnings");
        }
        calm.push("1", "3", "calm:release", "release", "{}");
        boolean answered = scene.within(
                Scene.PATIENCE, () -> clients.stream().allMatch(client -> client.heard("\"2\",") || client.isEnded()));
        long unanswered =
                clients.stream().filter(client -> !client.heard("\"2\",")).count();
        scene.claim("all are answered when it is over", answered && unanswered == 0, unanswered + " are not");
        SocketClient after = scene.socket("");
        boolean letIn = scene.within(Scene.PATIENCE, after::isOpen);
        scene.claim("then newcomers are let in again", letIn, after.outcome());
    }
}
