package org.garuda.channels.core.engine;

import static org.garuda.channels.core.engine.TestClient.broadcast;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisconnectTest {

    private static final String ADA = "users:ada";

    private final TestEngine engine = TestEngine.start();
    private TestClient phone;
    private TestClient laptop;
    private TestClient other;

    @BeforeEach
    void connect() {
        engine.handler.onConnect = client -> client.identify(ADA);
        phone = engine.connect().join("1", "rooms:a");
        laptop = engine.connectV1();
        engine.handler.onConnect = client -> client.identify("users:bob");
        other = engine.connect().join("1", "rooms:a");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void disconnectingAnIdEndsAllItsClientsWithoutAFrame() {
        engine.engine.broadcasts().disconnect(ADA);
        phone.getsNothing().isClosed(CloseReason.DISCONNECTED);
        laptop.getsNothing().isClosed(CloseReason.DISCONNECTED);
        other.isOpen();
    }

    @Test
    void disconnectBroadcastToAnIdEndsAllItsClientsWithoutAFrame() {
        engine.engine.broadcasts().broadcast(ADA, "disconnect", Map.of());
        phone.getsNothing().isClosed(CloseReason.DISCONNECTED);
        laptop.getsNothing().isClosed(CloseReason.DISCONNECTED);
        other.isOpen();
    }

    @Test
    void anotherEventBroadcastToAnIdIsNothing() {
        engine.engine.broadcasts().broadcast(ADA, "hello", Map.of());
        phone.getsNothing().isOpen();
        laptop.getsNothing().isOpen();
    }

    @Test
    void disconnectBroadcastToATopicIsAnOrdinaryEvent() {
        engine.engine.broadcasts().broadcast("rooms:a", "disconnect", Map.of());
        phone.gets(broadcast("rooms:a", "disconnect")).isOpen();
        other.gets(broadcast("rooms:a", "disconnect")).isOpen();
    }
}
