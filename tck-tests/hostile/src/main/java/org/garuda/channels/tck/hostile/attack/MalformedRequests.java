package org.garuda.channels.tck.hostile.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Scene;
import org.garuda.channels.tck.hostile.client.HttpCall;
import org.garuda.channels.tck.hostile.client.SocketClient;
import org.garuda.channels.tck.hostile.client.Target;
import org.garuda.channels.tck.hostile.client.Upgrade;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/** What proxies and servers may understand in two ways. */
public final class MalformedRequests implements Attack {

    private static final String BODY = "{\"topic\":\"rooms:nobody\",\"event\":\"e\",\"payload\":{}}";
    private static final int AT_ONCE = 2_000;
    private static final int BAD_REQUEST = 400;
    private static final int PROTOCOL_ERROR = 1002;

    /** An attack. */
    public MalformedRequests() {}

    @Override
    public Plan plan() {
        return Plan.of(
                "15-malformed",
                "an unmasked frame; an upgrade with a body; Content-Length with Transfer-Encoding; a space before a colon",
                "1002; 400 by the head alone; 400; 400",
                Home.STANDALONE);
    }

    @Override
    public void make(Scene scene) throws IOException {
        SocketClient unmasked = scene.socket("");
        scene.await("the attacker is let in", unmasked::isOpen);
        byte[] heartbeat = "[null,\"1\",\"phoenix\",\"heartbeat\",{}]".getBytes(StandardCharsets.UTF_8);
        unmasked.bytes(new WebSocketFrame(true, 0, WebSocketFrame.TEXT, false, heartbeat).encode());
        scene.within(AT_ONCE, unmasked::isEnded);
        scene.findings()
                .claim(
                        "an unmasked frame closes with 1002",
                        unmasked.closeCode() == PROTOCOL_ERROR,
                        unmasked.outcome());

        Target target = scene.target();
        String host = target.hostLine() + "\r\n";
        upgrade(scene, "an upgrade with a length", "Content-Length: 500\r\n");
        upgrade(scene, "an upgrade with chunks", "Transfer-Encoding: chunked\r\n");
        request(
                scene,
                "a length and chunks together",
                "PUT " + target.path("/broadcast") + " HTTP/1.1\r\n" + host
                        + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n");
        request(
                scene,
                "a space before a colon",
                "GET " + target.socket("/longpoll?" + Upgrade.VERSION) + " HTTP/1.1\r\n" + host
                        + "Content-Length : 0\r\n\r\n");
        upgrade(scene, "an upgrade with a space before a colon", "X-Thing : 1\r\n");
    }

    private static void upgrade(Scene scene, String what, String line) throws IOException {
        SocketClient client = scene.socket(Upgrade.request(scene.target(), "", line));
        scene.within(AT_ONCE, client::isAnswered);
        scene.findings().claim(what + " gets 400 at once", client.status() == BAD_REQUEST, client.outcome());
    }

    private static void request(Scene scene, String what, String request) throws IOException {
        HttpCall call = scene.call().send(request);
        scene.within(AT_ONCE, call::isOver);
        scene.findings().claim(what + " gets 400 at once", call.status() == BAD_REQUEST, call.outcome());
    }
}
