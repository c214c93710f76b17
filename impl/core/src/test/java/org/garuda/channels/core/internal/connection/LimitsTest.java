package org.garuda.channels.core.internal.connection;

import static org.garuda.channels.core.internal.fixture.TestClient.error;
import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.garuda.channels.config.ClientLimits;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.logging.LogLines;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.Test;

/** Each limit has an answer or a close code of its own, and a counter. */
class LimitsTest {

    @Test
    void oneChannelMoreThanTheLimitIsRefusedAndALeaveFreesAPlace() {
        try (TestEngine engine = with(limits -> limits.channelsPerClient(2))) {
            TestClient client = engine.connect().join("1", "rooms:a").join("2", "rooms:b");
            client.send("3", "3", "rooms:c", "phx_join").gets(error("3", "3", "rooms:c", "too many channels joined"));
            assertEquals(1, engine.count(Counter.CHANNELS_OVER_LIMIT));
            client.send("4", "4", "nowhere", "phx_join").gets(error(null, "4", "nowhere", "unmatched topic"));
            client.send("5", "5", "rooms:a", "phx_join")
                    .gets(ok("5", "5", "rooms:a"), TestClient.close("1", "rooms:a"));
            client.send("5", "6", "rooms:a", "phx_leave");
            client.transport.take();
            client.join("7", "rooms:c");
        }
    }

    @Test
    void aMessageOverTheSizeLimitClosesWith1009AfterWhatCameBeforeItIsAnswered() {
        try (TestEngine engine = with(limits -> limits.messageBytes(200))) {
            TestClient client = engine.connect().join("1", "rooms:a");
            client.send("1", "2", "rooms:a", "echo")
                    .send("x".repeat(201))
                    .gets(ok("1", "2", "rooms:a"))
                    .isClosed(CloseReason.TOO_BIG);
            assertEquals(1009, CloseReason.TOO_BIG.code());
            assertEquals(1, engine.count(Counter.CLOSED_TOO_BIG));
        }
    }

    @Test
    void theSizeOfAMessageIsCountedInBytes() {
        try (TestEngine engine = with(limits -> limits.messageBytes(200))) {
            TestClient client = engine.connect();
            client.send("[null,\"1\",\"phoenix\",\"heartbeat\",{\"a\":\"" + "é".repeat(90) + "\"}]")
                    .isClosed(CloseReason.TOO_BIG);
        }
    }

    @Test
    void aTopicOrAnEventThatIsTooLongIsRefusedAndTheClientStays() {
        try (TestEngine engine = with(limits -> limits.topicBytes(10).eventBytes(5))) {
            TestClient client = engine.connect().join("1", "rooms:1234");
            client.send("2", "2", "rooms:12345", "phx_join").gets(error("2", "2", "rooms:12345", "topic too long"));
            client.send("1", "3", "rooms:1234", "echo12").gets(error("1", "3", "rooms:1234", "event too long"));
            client.isOpen();
            assertEquals(2, engine.count(Counter.NAMES_TOO_LONG));
        }
    }

    @Test
    void aClientThatFloodsItsHandlerIsClosedWith1008() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        try (TestEngine engine = TestEngine.with()
                .on(tasks::add)
                .node(LimitsTest::impatient)
                .socket(settings -> settings.limits(limits -> limits.pendingMessages(3)))
                .start()) {
            TestClient client = engine.connect();
            client.send("1", "1", "rooms:a", "phx_join");
            client.send("1", "2", "rooms:a", "echo")
                    .send("1", "3", "rooms:a", "echo")
                    .send("1", "4", "rooms:a", "echo");
            client.isOpen();
            client.send("1", "5", "rooms:a", "echo").isClosed(CloseReason.FLOODING);
            assertEquals(1008, CloseReason.FLOODING.code());
            assertEquals(1, engine.count(Counter.CLOSED_FLOODING));
            runAll(tasks);
        }
    }

    @Test
    void aClientThatFloodsItsHandlerWithBytesIsClosedWith1008() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        String large = "[\"1\",\"2\",\"rooms:a\",\"echo\",{\"a\":\"" + "x".repeat(400) + "\"}]";
        try (TestEngine engine = TestEngine.with()
                .on(tasks::add)
                .node(LimitsTest::impatient)
                .socket(settings ->
                        settings.limits(limits -> limits.messageBytes(500).pendingBytes(1000)))
                .start()) {
            TestClient client = engine.connect();
            client.send("1", "1", "rooms:a", "phx_join");
            client.send(large).send(large).isOpen();
            client.send(large).isClosed(CloseReason.FLOODING_BYTES);
            assertEquals(1008, CloseReason.FLOODING_BYTES.code());
            assertEquals(1, engine.count(Counter.CLOSED_FLOODING_BYTES));
            assertEquals(0, engine.count(Counter.CLOSED_FLOODING));
            runAll(tasks);
        }
    }

    @Test
    void bytesThatHaveBeenHandledDoNotCount() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        String large = "[\"1\",null,\"rooms:a\",\"ignored\",{\"a\":\"" + "x".repeat(400) + "\"}]";
        try (TestEngine engine = TestEngine.with()
                .on(tasks::add)
                .node(LimitsTest::impatient)
                .socket(settings ->
                        settings.limits(limits -> limits.messageBytes(500).pendingBytes(1000)))
                .start()) {
            TestClient client = engine.connect();
            client.send("1", "1", "rooms:a", "phx_join");
            for (int i = 0; i < 10; i++) {
                client.send(large).send(large).isOpen();
                runAll(tasks);
            }
        }
    }

    @Test
    void oneLargeMessageMayWaitHoweverLowTheBoundOnBytes() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        String large = "[\"1\",null,\"rooms:a\",\"ignored\",{\"a\":\"" + "x".repeat(400) + "\"}]";
        try (TestEngine engine = TestEngine.with()
                .on(tasks::add)
                .node(LimitsTest::impatient)
                .socket(settings ->
                        settings.limits(limits -> limits.messageBytes(500).pendingBytes(1)))
                .start()) {
            TestClient client = engine.connect();
            client.send("1", "1", "rooms:a", "phx_join").send(large).isOpen();
            client.send(large).isClosed(CloseReason.FLOODING_BYTES);
            runAll(tasks);
        }
    }

    @Test
    void aHeartbeatWaitsForItsTurnButNotForABlockedHandler() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        try (TestEngine engine = TestEngine.with()
                .on(tasks::add)
                .node(LimitsTest::impatient)
                .socket(settings -> settings.limits(limits -> limits.pendingMessages(2)))
                .start()) {
            TestClient client = engine.connect();
            client.send("1", "1", "rooms:a", "phx_join").send("1", "2", "rooms:a", "echo");
            client.heartbeat("in turn").getsNothing();
            engine.pass(Duration.ofMillis(250));
            client.gets(ok(null, "in turn", "phoenix"));
            client.heartbeat("long after").gets(ok(null, "long after", "phoenix"));
            client.send("1", "3", "rooms:a", "echo");
            client.heartbeat("when the mailbox is full")
                    .gets(ok(null, "when the mailbox is full", "phoenix"))
                    .isOpen();
            runAll(tasks);
        }
    }

    @Test
    void aHeartbeatBehindAJoinIsAnsweredBehindItsReply() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        try (TestEngine engine =
                TestEngine.with().on(tasks::add).node(LimitsTest::impatient).start()) {
            TestClient client = engine.connect();
            client.send("1", "1", "rooms:a", "phx_join").heartbeat("h").getsNothing();
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
            client.gets(ok("1", "1", "rooms:a"), ok(null, "h", "phoenix"));
        }
    }

    @Test
    void oneClientMoreThanTheNodeTakesIsTurnedAwayWithAWarningUntilAnotherGoes() {
        try (LogLines log = new LogLines();
                TestEngine engine =
                        TestEngine.with().node(node -> node.clients(1)).start()) {
            TestClient first = engine.connect();
            assertEquals(
                    503,
                    assertInstanceOf(HandshakeResult.Refused.class, engine.knock("vsn=2.0.0"))
                            .status());
            assertEquals(1, engine.count(Counter.CLIENTS_OVER_LIMIT));
            assertEquals(
                    List.of("this node has its 1 clients and refuses newcomers with 503: add a node, or raise"
                            + " channels.limits.clients (1)"),
                    log.messages());
            first.leaveConnection();
            assertInstanceOf(HandshakeResult.Accepted.class, engine.knock("vsn=2.0.0"));
        }
    }

    @Test
    void aClientThatSaysNothingIsClosedWhateverIsSentToIt() {
        try (TestEngine engine = TestEngine.start()) {
            TestClient quiet = engine.connect().join("1", "rooms:a");
            TestClient alive = engine.connect().join("1", "rooms:a");
            for (int i = 0; i < 3; i++) {
                engine.pass(Duration.ofSeconds(20));
                alive.heartbeat("h");
                engine.engine.broadcaster().broadcast("rooms:a", "news", Map.of());
            }
            quiet.isOpen();
            engine.pass(Duration.ofMillis(1));
            quiet.isClosed(CloseReason.IDLE);
            alive.isOpen();
            assertEquals(1, engine.count(Counter.CLOSED_IDLE));
        }
    }

    private static TestEngine with(Consumer<ClientLimits.Builder> limits) {
        return TestEngine.with()
                .socket(settings -> settings.limits(limits))
                .node(LimitsTest::impatient)
                .start();
    }

    /** Waits for nobody at its stop: some tests leave a client in its handshake, or the engine without threads. */
    private static NodeSettings.Builder impatient(NodeSettings.Builder node) {
        return node.stop(Duration.ofMillis(1));
    }

    private static void runAll(Queue<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
