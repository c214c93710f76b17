package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.util.List;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.SocketClient;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/** The longest message there may be, and something behind it in the same write. */
public final class FullMessage implements Attack {

    private static final int LONGEST = 2 * 1024 * 1024;
    private static final int TIMES = 5;

    /** An attack. */
    public FullMessage() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "10-full-message",
                "a text of exactly 2,097,152 bytes, followed by another frame in the same write",
                "both are taken, and nothing is logged",
                Home.STANDALONE,
                Home.WAR);
    }

    @Override
    public void make(Scene scene) throws IOException {
        long mark = scene.output().isPresent() ? scene.output().get().mark() : 0;
        byte[] full = Frames.push("rooms:full", "noreply", LONGEST);
        SocketClient texts = scene.joined("rooms:full", "");
        SocketClient pings = scene.joined("rooms:full", "");
        for (int i = 0; i < TIMES; i++) {
            String ref = "after-" + i;
            texts.bytes(Frames.joined(full, Frames.text("[\"1\",\"" + ref + "\",\"rooms:full\",\"echo\",{}]")));
            scene.within(Scene.PATIENCE, () -> texts.heard(ref) || texts.isEnded());
            int pongs = i;
            pings.bytes(Frames.joined(
                    full, WebSocketFrame.of(WebSocketFrame.PING, new byte[5]).encode()));
            scene.within(Scene.PATIENCE, () -> pings.pongs() > pongs || pings.isEnded());
        }
        scene.findings()
                .claim(
                        "a text behind it is answered",
                        texts.heard("after-" + (TIMES - 1)),
                        texts.outcome() + " " + texts.closeReason());
        scene.findings()
                .claim(
                        "a ping behind it is answered",
                        pings.pongs() == TIMES,
                        pings.outcome() + " " + pings.closeReason());
        if (scene.output().isPresent()) {
            // Lines that count what earlier attacks did may still come meanwhile; they have no trace.
            List<String> traces = scene.output().get().since(mark).stream()
                    .filter(line -> line.startsWith("\tat ") || line.contains("Exception") || line.contains("overflow"))
                    .toList();
            scene.findings().claim("no trace is logged", traces.isEmpty(), traces.size() + " lines");
        }
    }
}
