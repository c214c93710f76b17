package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.SocketClient;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/** A server that copies what it has with each part pays for the square of what it is sent. */
public final class ManyFragments implements Attack {

    private static final int LARGE = 1_900_000;
    private static final int EMPTY_PARTS = 30_000;
    private static final int BYTES = 320_000;
    private static final int TOO_BIG = 1009;

    /** An attack. */
    public ManyFragments() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "1-fragments",
                "a part of 1.9 MB and 30,000 empty ones; 320,000 parts of one byte",
                "no effect; a message of too many parts is closed with 1009",
                Home.STANDALONE,
                Home.WAR);
    }

    @Override
    public void make(Scene scene) throws IOException {
        SocketClient empties = scene.socket("");
        SocketClient bytes = scene.socket("");
        scene.await("the attackers are let in", () -> empties.isOpen() && bytes.isOpen());
        empties.bytes(Frames.part(WebSocketFrame.BINARY, LARGE));
        empties.bytes(Frames.times(EMPTY_PARTS, Frames.part(WebSocketFrame.CONTINUATION, 0)));
        bytes.bytes(Frames.part(WebSocketFrame.BINARY, 1));
        bytes.bytes(Frames.times(BYTES, Frames.part(WebSocketFrame.CONTINUATION, 1)));
        scene.within(scene.either(30_000, 12_000), () -> empties.isEnded() && bytes.isEnded());
        claim(scene, "empty parts", empties);
        claim(scene, "parts of a byte", bytes);
    }

    private static void claim(Scene scene, String what, SocketClient client) {
        scene.findings()
                .claim("too many " + what + " are closed with 1009", client.closeCode() == TOO_BIG, client.outcome());
    }
}
