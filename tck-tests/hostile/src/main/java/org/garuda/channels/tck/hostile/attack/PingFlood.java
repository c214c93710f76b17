package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.SocketClient;
import org.garuda.channels.tck.hostile.server.OwnServer.Application;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/** Each ping asks for a pong, and nobody reads the pongs. */
public final class PingFlood implements Attack {

    private static final int LONGEST_PING = 125;
    private static final int AT_ONCE = 1_000;
    private static final int LITTLE = 4 * 1024;
    private static final int MOST_MEGABYTES = 24;

    /** An attack. */
    public PingFlood() {}

    @Override
    public Plan plan() {
        return Plan.of(
                        "6-pings",
                        "a client that never reads sends pings of 125 bytes as fast as they are taken",
                        "only the newest ping that is not answered yet is answered; memory stays flat",
                        Home.STANDALONE,
                        Home.WAR)
                .on(Application.CONFORMANCE, "-Xmx96m");
    }

    @Override
    public void make(Scene scene) throws IOException {
        SocketClient client = scene.narrowSocket(LITTLE);
        scene.await("the attacker is let in", client::isOpen);
        client.stopReading();
        byte[] pings = Frames.times(
                AT_ONCE,
                WebSocketFrame.of(WebSocketFrame.PING, new byte[LONGEST_PING]).encode());
        long sent = 0;
        long end = System.nanoTime() + scene.either(20_000, 5_000) * 1_000_000L;
        while (System.nanoTime() < end && !client.isEnded()) {
            if (client.queued() == 0) {
                client.bytes(pings);
                sent += AT_ONCE;
            }
            scene.within(20, () -> client.queued() == 0 || client.isEnded());
        }
        scene.findings().limitHeap(MOST_MEGABYTES);
        scene.findings().note(sent + " pings sent, the client is " + client.outcome());
    }
}
