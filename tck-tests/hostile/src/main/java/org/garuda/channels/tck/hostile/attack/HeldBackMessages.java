package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.SocketClient;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/** No message is too long, but all of them together are more than the heap. */
public final class HeldBackMessages implements Attack {

    private static final int CLIENTS = 300;
    private static final int LENGTH = 2_000_000;
    private static final int TRY_AGAIN_LATER = 1013;

    /** An attack. */
    public HeldBackMessages() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "2-held-back",
                "300 clients send 2 MB each at once, half of them as a frame without its last byte, half as a part without a next one, and wait 4 s",
                "one budget for the bytes of unfinished messages of a node: beyond it the largest are closed with 1013, or not read on",
                Home.STANDALONE,
                Home.WAR);
    }

    @Override
    public void make(Scene scene) throws IOException {
        byte[] whole = Frames.push("rooms:held-back", "noreply", LENGTH);
        byte[] allButOne = Arrays.copyOf(whole, whole.length - 1);
        byte[] part = Frames.part(WebSocketFrame.BINARY, LENGTH);
        List<SocketClient> clients = scene.sockets(CLIENTS);
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).bytes(i % 2 == 0 ? allButOne : part);
        }
        scene.within(
                Scene.PATIENCE, () -> clients.stream().allMatch(client -> client.isEnded() || client.queued() == 0));
        scene.pass(scene.either(4_000, 2_000));
        // What the system has taken, a busy server may be reading still.
        scene.within(Scene.PATIENCE, () -> clients.stream().anyMatch(HeldBackMessages::isStopped));
        long stopped = clients.stream().filter(HeldBackMessages::isStopped).count();
        scene.findings()
                .claim(
                        "600 MB are not gathered: some are closed with 1013, or not read on",
                        stopped > 0,
                        Scene.outcomes(clients) + ", " + stopped + " of them stopped");
    }

    private static boolean isStopped(SocketClient client) {
        return client.closeCode() == TRY_AGAIN_LATER || client.queued() > 0;
    }
}
