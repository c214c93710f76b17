package org.garuda.channels.core.internal.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.Test;

/** Whatever ends a client: its channels end with it, once, and nothing of it stays. */
class ConnectionEndTest {

    @Test
    void aClientThatGoesAwayEndsItsChannelsAndIsForgotten() {
        try (TestEngine engine = TestEngine.start()) {
            TestClient client = engine.connect().join("1", "rooms:a").join("2", "rooms:b");
            engine.handler.take();
            client.leaveConnection();
            List<String> told = engine.handler.take();
            assertTrue(told.contains("terminated rooms:a DISCONNECTED"), told.toString());
            assertTrue(told.contains("terminated rooms:b DISCONNECTED"), told.toString());
            assertEquals("disconnect", told.get(2));
            assertEquals(3, told.size());
            engine.assertNobodyIsLeft();
        }
    }

    @Test
    void theConnectionMayReportItsEndAgainAndAgainAndNothingHappens() {
        try (TestEngine engine = TestEngine.start()) {
            TestClient client = engine.connect().join("1", "rooms:a");
            client.leaveConnection();
            engine.handler.take();
            client.leaveConnection();
            client.protocol.leaves();
            client.send("1", "2", "rooms:a", "echo").getsNothing();
            assertEquals(List.of(), engine.handler.take());
            assertEquals(1, engine.count(Counter.CLOSED_BY_CLIENT));
        }
    }

    @Test
    void disconnectByIdClosesEverySocketOfTheIdWith1001AndNoOther() {
        try (TestEngine engine = TestEngine.start()) {
            engine.handler.onConnect = client -> client.identify("user:1");
            TestClient one = engine.connect().join("1", "rooms:a");
            TestClient two = engine.connect();
            engine.handler.onConnect = client -> client.identify("user:2");
            TestClient other = engine.connect();
            engine.engine.broadcaster().disconnect("user:1");
            one.getsNothing().isClosed(CloseReason.DISCONNECTED);
            two.isClosed(CloseReason.DISCONNECTED);
            other.isOpen();
            assertEquals(1001, CloseReason.DISCONNECTED.code());
        }
    }

    @Test
    void aStopClosesEveryClientWith1012AndTurnsNewcomersAway() {
        TestEngine engine = TestEngine.start();
        TestClient joined = engine.connect().join("1", "rooms:a");
        TestClient idle = engine.connect();
        engine.engine.stop(CloseReason.RESTART);
        joined.isClosed(CloseReason.RESTART);
        idle.isClosed(CloseReason.RESTART);
        assertEquals(1012, CloseReason.RESTART.code());
        assertEquals(
                503,
                assertInstanceOf(HandshakeResult.Refused.class, engine.knock("vsn=2.0.0"))
                        .status());
        engine.assertNobodyIsLeft();
    }

    @Test
    void aFrameThatIsMalformedClosesWith1011AfterWhatCameBeforeItIsAnswered() {
        try (TestEngine engine = TestEngine.start()) {
            TestClient client = engine.connect().join("1", "rooms:a");
            client.send("1", "2", "rooms:a", "echo")
                    .send("not json")
                    .gets(TestClient.ok("1", "2", "rooms:a"))
                    .isClosed(CloseReason.MALFORMED);
            assertEquals(1, engine.count(Counter.CLOSED_MALFORMED));
        }
    }

    @Test
    void noCloseCodeOfTheServerKeepsPhoenixJsAway() {
        for (CloseReason reason : CloseReason.values()) {
            assertTrue(reason.code() != 1000, reason.toString());
        }
    }
}
