package org.garuda.channels.core.internal.connection;

import static org.garuda.channels.core.internal.fixture.TestClient.broadcast;

import java.util.Map;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.queue.CloseReason;
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
        engine.engine.broadcaster().disconnect(ADA);
        phone.getsNothing().isClosed(CloseReason.DISCONNECTED);
        laptop.getsNothing().isClosed(CloseReason.DISCONNECTED);
        other.isOpen();
    }

    @Test
    void disconnectBroadcastToAnIdEndsAllItsClientsWithoutAFrame() {
        engine.engine.broadcaster().broadcast(ADA, "disconnect", Map.of());
        phone.getsNothing().isClosed(CloseReason.DISCONNECTED);
        laptop.getsNothing().isClosed(CloseReason.DISCONNECTED);
        other.isOpen();
    }

    @Test
    void anotherEventBroadcastToAnIdIsNothing() {
        engine.engine.broadcaster().broadcast(ADA, "hello", Map.of());
        phone.getsNothing().isOpen();
        laptop.getsNothing().isOpen();
    }

    @Test
    void disconnectBroadcastToATopicIsAnOrdinaryEvent() {
        engine.engine.broadcaster().broadcast("rooms:a", "disconnect", Map.of());
        phone.gets(broadcast("rooms:a", "disconnect")).isOpen();
        other.gets(broadcast("rooms:a", "disconnect")).isOpen();
    }
}
