package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.util.ArrayList;
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
    private static final int BATCH = 50;
    private static final int BATCH_MILLIS = 60;

    /** An attack. */
    public BlockedHandlers() {}

    @Override
    public Plan plan() {
        return Plan.of(
                        "13-blocked-handlers",
                        "2,100 clients whose handlers block, which is more than there are threads",
                        "where threads are limited (before Java 21), one warning, and handshakes are refused with 503 until it is"
                                + " over; elsewhere they are let in; what needs no thread goes on",
                        Home.STANDALONE)
                .on(Application.OWN, Plan.HEAP)
                .amongTheBlocked();
    }

    @Override
    public void make(Scene scene) throws IOException {
        long mark = scene.output().isPresent() ? scene.output().get().mark() : 0;
        SocketClient calm = scene.joined("calm:release", "");
        // They come by and by: it is the blocked handlers that are the attack, not a rush of handshakes on few
        // processors.
        List<SocketClient> clients = new ArrayList<>();
        while (clients.size() < CLIENTS) {
            for (SocketClient client : scene.sockets(BATCH)) {
                client.push("1", "1", "rooms:blocked-" + clients.size(), "phx_join", "{}");
                clients.add(client);
            }
            scene.pass(BATCH_MILLIS);
        }
        scene.within(3 * Scene.PATIENCE, () -> clients.stream().allMatch(client -> client.heard("phx_reply")));
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).push("1", "2", "rooms:blocked-" + i, "block", "{}");
            if (i % BATCH == BATCH - 1) {
                scene.pass(BATCH_MILLIS);
            }
        }
        scene.pass(scene.either(4_000, 2_000));
        SocketClient next = scene.socket("");
        scene.within(2_000, next::isAnswered);
        boolean refused = next.status() == UNAVAILABLE;
        // Virtual threads are as many as are wanted, so that nothing needs to be refused, or said.
        scene.findings().claim("a handshake is refused with 503, or let in", refused || next.isOpen(), next.outcome());
        if (refused && scene.output().isPresent()) {
            long warnings = scene.output().get().since(mark).stream()
                    .filter(line -> line.contains("WARN"))
                    .count();
            scene.findings()
                    .claim(
                            "it is said, but not more than " + MOST_WARNINGS + " times",
                            warnings > 0 && warnings <= MOST_WARNINGS,
                            warnings + " warnings");
        }
        calm.push("1", "3", "calm:release", "release", "{}");
        boolean answered = scene.within(
                Scene.PATIENCE, () -> clients.stream().allMatch(client -> client.heard("\"2\",") || client.isEnded()));
        long unanswered =
                clients.stream().filter(client -> !client.heard("\"2\",")).count();
        scene.findings()
                .claim("all are answered when it is over", answered && unanswered == 0, unanswered + " are not");
        SocketClient after = scene.socket("");
        boolean letIn = scene.within(Scene.PATIENCE, after::isOpen);
        scene.findings().claim("then newcomers are let in again", letIn, after.outcome());
    }
}
