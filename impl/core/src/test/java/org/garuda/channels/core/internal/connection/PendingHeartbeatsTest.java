package org.garuda.channels.core.internal.connection;

import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.garuda.channels.core.internal.fixture.TaskQueue;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.FrameDecoder;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.Test;

/** Whatever a client can have put behind a handler that blocks counts against the bounds on pending messages. */
class PendingHeartbeatsTest {

    private final TaskQueue tasks = new TaskQueue();

    private TestEngine engine(int messages, int bytes) {
        return TestEngine.with()
                .on(tasks)
                .intercepting("news")
                .node(node -> node.stop(Duration.ofMillis(1)))
                .socket(settings -> settings.limits(limits ->
                        limits.pendingMessages(messages).messageBytes(100).pendingBytes(bytes)))
                .start();
    }

    /** A client whose handler is busy with its join. */
    private static TestClient busy(TestEngine engine) {
        return engine.connect().send("1", "1", "rooms:a", "phx_join");
    }

    private static void together(TestClient client, String ref, boolean urgent) {
        byte[] frame = ("[null,\"" + ref + "\",\"phoenix\",\"heartbeat\",{}]").getBytes();
        client.protocol.receivedTogether(FrameDecoder.text(ProtocolVersion.V2, frame), urgent);
    }

    @Test
    void heartbeatsThatWaitCountAsMessages() {
        try (TestEngine engine = engine(3, 1_000_000)) {
            TestClient client = busy(engine).heartbeat("a").heartbeat("b").heartbeat("c");
            client.getsNothing().isOpen();
            client.heartbeat("d").isClosed(CloseReason.FLOODING);
            assertEquals(1, engine.count(Counter.CLOSED_FLOODING));
        }
    }

    @Test
    void heartbeatsThatWaitCountWithTheBytesOfTheirFrames() {
        String ref = "r".repeat(20);
        try (TestEngine engine = engine(1000, 130)) {
            TestClient client = busy(engine);
            client.heartbeat(ref).heartbeat(ref).isOpen(); // 53 bytes each
            client.heartbeat(ref).isClosed(CloseReason.FLOODING_BYTES);
        }
    }

    @Test
    void heartbeatsAnsweredBeforeTheirTurnGiveTheirPlaceBack() {
        try (TestEngine engine = engine(3, 130)) {
            TestClient client = busy(engine);
            for (int i = 0; i < 10; i++) {
                together(client, "r".repeat(20), true);
                together(client, "r".repeat(20), true);
                engine.pass(Duration.ofMillis(250));
                assertEquals(2, client.transport.take().size());
                client.isOpen();
            }
        }
    }

    @Test
    void heartbeatsSentTogetherWithMessagesKeepTheirPlaceHoweverLongThoseTake() {
        try (TestEngine engine = engine(100, 10_000)) {
            TestClient client = engine.connect().send("1", "1", "rooms:a", "phx_join");
            together(client, "h", false);
            client.send("1", "2", "rooms:a", "echo");
            engine.pass(Duration.ofSeconds(5));
            together(client, "i", false);
            client.getsNothing();
            tasks.runAll();
            client.gets(
                    ok("1", "1", "rooms:a"),
                    ok(null, "h", "phoenix"),
                    ok("1", "2", "rooms:a"),
                    ok(null, "i", "phoenix"));
        }
    }

    @Test
    void heartbeatsOfAPostCountTooWhileAHandlerBlocks() {
        try (TestEngine engine = engine(1000, 1_000_000)) {
            TestClient client = busy(engine);
            engine.clock.advance(Duration.ofSeconds(1)); // Long enough that a WebSocket client would be answered.
            for (int i = 0; i < 1000; i++) {
                together(client, "h", false);
            }
            client.isOpen();
            together(client, "h", false);
            client.isClosed(CloseReason.FLOODING);
        }
    }

    @Test
    void whatIsToFollowTheMessagesTakesAPlaceAmongThem() {
        try (TestEngine engine = engine(2, 10_000)) {
            TestClient client = busy(engine);
            List<String> done = new ArrayList<>();
            assertTrue(client.protocol.afterwards(() -> done.add("a")));
            assertTrue(client.protocol.afterwards(() -> done.add("b")));
            assertFalse(client.protocol.afterwards(() -> done.add("c")));
            client.isOpen();
            tasks.runAll();
            assertEquals(List.of("a", "b"), done);
        }
    }

    @Test
    void interceptedBroadcastsThatWaitCountWithTheirBytes() {
        try (TestEngine engine = engine(1000, 400)) {
            TestClient client = engine.connect();
            client.send("1", "1", "rooms:a", "phx_join");
            tasks.runAll();
            client.gets(ok("1", "1", "rooms:a")).send("1", "2", "rooms:a", "echo");
            Map<String, String> news = Map.of("a", "x".repeat(150));
            engine.engine.broadcaster().broadcast("rooms:a", "news", news);
            engine.engine.broadcaster().broadcast("rooms:a", "news", news);
            client.isOpen();
            engine.engine.broadcaster().broadcast("rooms:a", "news", news);
            tasks.runAll();
            client.isClosed(CloseReason.SLOW);
        }
    }
}
