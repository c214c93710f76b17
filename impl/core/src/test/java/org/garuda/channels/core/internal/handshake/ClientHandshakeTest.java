package org.garuda.channels.core.internal.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientHandshakeTest {

    private final TestEngine engine = TestEngine.with().start();

    @AfterEach
    void stop() {
        engine.close();
    }

    /** What becomes of a client whose handler does this. */
    private HandshakeResult.Refused refused(Consumer<ChannelHandshake> handler) {
        engine.handler.onConnect = handler;
        return assertInstanceOf(HandshakeResult.Refused.class, engine.knock("vsn=2.0.0"));
    }

    @Test
    void whatTheRequestSaysIsThereWhileTheClientConnects() {
        AtomicReference<String> seen = new AtomicReference<>("");
        engine.handler.onConnect = handshake -> {
            assertEquals(Optional.of("7"), handshake.parameter("user"));
            assertEquals(Optional.of("a, b"), handshake.header("x-CUSTOM"));
            assertEquals(Optional.of("192.0.2.1"), handshake.remoteAddress());
            assertEquals(Optional.empty(), handshake.principal());
            assertEquals(Optional.of("secret"), handshake.authToken());
            assertArrayEquals("secret".getBytes(), handshake.authTokenBytes().orElseThrow());
            assertEquals(Map.of(), handshake.session());
            seen.set("all");
        };
        engine.knock(
                "vsn=2.0.0&user=7",
                "X-Custom",
                "a, b",
                "Sec-WebSocket-Protocol",
                "phoenix, base64url.bearer.phx.c2VjcmV0");
        assertEquals("all", seen.get());
    }

    @Test
    void theSessionIsACopyOfTheContainersAtThatMoment() {
        Map<String, Object> session = new HashMap<>(Map.of("user", "ada"));
        AtomicReference<Map<String, Object>> seen = new AtomicReference<>();
        engine.handler.onConnect = handshake -> {
            seen.set(handshake.session());
            session.put("user", "bob");
            assertEquals(Map.of("user", "bob"), handshake.session());
        };
        assertInstanceOf(
                HandshakeResult.Accepted.class,
                engine.socket.acceptWebSocket(new HandshakeRequest(
                        "vsn=2.0.0", new Headers().toMap(), null, null, Set.of(), () -> session, () -> false)));
        assertEquals(Map.of("user", "ada"), seen.get());
        assertThrows(UnsupportedOperationException.class, () -> seen.get().clear());
    }

    @Test
    void onceTheHandlersHaveBeenAskedItIsValidNoMore() {
        AtomicReference<ChannelHandshake> kept = new AtomicReference<>();
        engine.handler.onConnect = kept::set;
        TestClient client = engine.connect();
        isOver(kept.get());
        assertTrue(kept.get().client().isConnected());
        client.protocol.gone();
        isOver(kept.get());
        refused(handshake -> {
            kept.set(handshake);
            handshake.refuse();
        });
        isOver(kept.get());
        refused(handshake -> {
            kept.set(handshake);
            throw new IllegalStateException("a handler that fails");
        });
        isOver(kept.get());
    }

    private static void isOver(ChannelHandshake handshake) {
        List<Consumer<ChannelHandshake>> methods = List.of(
                it -> it.identify("x"),
                ChannelHandshake::refuse,
                it -> it.refuse(401),
                it -> it.refuse(401, "why"),
                it -> it.isUserInRole("clerk"),
                it -> it.grant("clerk"),
                ChannelHandshake::attributes,
                ChannelHandshake::parameters,
                it -> it.parameter("vsn"),
                ChannelHandshake::headers,
                it -> it.header("host"),
                ChannelHandshake::principal,
                ChannelHandshake::remoteAddress,
                ChannelHandshake::session,
                ChannelHandshake::authToken,
                ChannelHandshake::authTokenBytes);
        for (Consumer<ChannelHandshake> method : methods) {
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> method.accept(handshake));
            assertTrue(String.valueOf(e.getMessage()).contains("ChannelHandler.connect"), e.getMessage());
        }
        assertEquals(Optional.empty(), handshake.client().id());
    }

    @Test
    void theLastIdCountsAndTheClientIsFoundByItAlone() {
        engine.handler.onConnect = handshake -> {
            handshake.identify("users:1");
            handshake.identify("users:2");
        };
        TestClient client = engine.connect();
        engine.engine.broadcaster().disconnect("users:1");
        assertEquals(null, client.transport.closed());
        engine.engine.broadcaster().disconnect("users:2");
        assertEquals(CloseReason.DISCONNECTED, client.transport.closed());
    }

    @Test
    void aRefusalHasAnEmptyBodyUnlessItGivesAReason() {
        assertEquals("", refused(ChannelHandshake::refuse).body());
        assertEquals(403, refused(ChannelHandshake::refuse).status());
        assertEquals(429, refused(handshake -> handshake.refuse(429)).status());
        HandshakeResult.Refused refused = refused(handshake -> handshake.refuse(402, "not paid"));
        assertEquals(402, refused.status());
        assertEquals("not paid", refused.body());
    }

    @Test
    void aReasonIsCutAtAThousandCharactersAndNotWithinOne() {
        assertEquals(
                "x".repeat(1000),
                refused(handshake -> handshake.refuse(402, "x".repeat(1001))).body());
        String birds = "x" + "\ud83d\udc26".repeat(600);
        assertEquals(
                birds.substring(0, 999),
                refused(handshake -> handshake.refuse(402, birds)).body());
    }

    @Test
    void noOtherStatusRefuses() {
        for (int status : new int[] {200, 302, 399, 600}) {
            assertEquals(500, refused(handshake -> handshake.refuse(status)).status());
        }
    }
}
