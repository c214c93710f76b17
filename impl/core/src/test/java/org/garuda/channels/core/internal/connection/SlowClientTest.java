package org.garuda.channels.core.internal.connection;

import static org.garuda.channels.core.internal.fixture.TestClient.broadcast;
import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.config.OutboxLimits;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.Test;

/** A client that does not read is closed when a bound is reached, and nobody else notices. */
class SlowClientTest {

    private static final String ROOM = "rooms:1";

    @Test
    void aClientWithTooManyWaitingMessagesIsClosedAsSlowAndTheOthersGetEverything() {
        try (TestEngine engine = with(limits -> limits.messages(3))) {
            TestClient stuck = engine.connect().join("1", ROOM);
            TestClient reader = engine.connect().join("1", ROOM);
            stuck.transport.block();
            for (int i = 1; i <= 4; i++) {
                engine.engine.broadcaster().broadcast(ChannelEvent.of(ROOM, "e" + i));
            }
            assertEquals(List.of(CloseReason.SLOW), stuck.transport.aborts());
            reader.gets(broadcast(ROOM, "e1"), broadcast(ROOM, "e2"), broadcast(ROOM, "e3"), broadcast(ROOM, "e4"))
                    .isOpen();
            assertEquals(1, engine.count(Counter.CLOSED_SLOW));
            assertEquals(1, engine.engine.broadcaster().subscribers(ROOM));
        }
    }

    @Test
    void aClientWithTooManyWaitingBytesIsClosedAsSlow() {
        try (TestEngine engine = with(limits -> limits.bytes(1000))) {
            TestClient stuck = engine.connect().join("1", ROOM);
            stuck.transport.block();
            Map<String, String> payload = Map.of("body", "x".repeat(600));
            engine.engine.broadcaster().broadcast(ROOM, "first", payload);
            engine.engine.broadcaster().broadcast(ROOM, "crosses the bound", payload);
            assertEquals(List.of(), stuck.transport.aborts());
            engine.engine.broadcaster().broadcast(ROOM, "has no room", payload);
            assertEquals(List.of(CloseReason.SLOW), stuck.transport.aborts());
        }
    }

    @Test
    void aMessageLargerThanTheOutboxReachesAClientThatReads() {
        try (TestEngine engine = with(limits -> limits.bytes(100))) {
            TestClient reader = engine.connect().join("1", ROOM);
            engine.engine.broadcaster().broadcast(ROOM, "big", Map.of("body", "x".repeat(5000)));
            assertEquals(1, reader.transport.take().size());
            reader.isOpen();
        }
    }

    @Test
    void aMessageThatWaitsForTooLongClosesTheClient() {
        try (TestEngine engine = with(limits -> limits.age(Duration.ofSeconds(10)))) {
            TestClient stuck = engine.connect().join("1", ROOM);
            stuck.transport.block();
            engine.engine.broadcaster().broadcast(ChannelEvent.of(ROOM, "old"));
            engine.pass(Duration.ofSeconds(10));
            assertEquals(List.of(), stuck.transport.aborts());
            engine.pass(Duration.ofMillis(1));
            assertEquals(List.of(CloseReason.SLOW), stuck.transport.aborts());
        }
    }

    @Test
    void aWriteThatNeverFinishesClosesTheClientThoughNothingElseWaits() {
        try (TestEngine engine = TestEngine.start()) {
            TestClient stuck = engine.connect().join("1", ROOM);
            stuck.transport.block();
            engine.engine.broadcaster().broadcast(ChannelEvent.of(ROOM, "taken"));
            stuck.transport.startOneWrite();
            engine.pass(engine.socket.settings().timeouts().send().plusMillis(1));
            assertEquals(List.of(CloseReason.SLOW), stuck.transport.aborts());
        }
    }

    @Test
    void aReplyThatFindsNoRoomClosesTheClientRatherThanBeingDropped() {
        try (TestEngine engine = with(limits -> limits.messages(2))) {
            TestClient stuck = engine.connect().join("1", ROOM);
            stuck.transport.block();
            stuck.send("1", "a", ROOM, "echo").send("1", "b", ROOM, "echo");
            assertEquals(List.of(), stuck.transport.aborts());
            stuck.send("1", "c", ROOM, "echo");
            assertEquals(List.of(CloseReason.SLOW), stuck.transport.aborts());
        }
    }

    @Test
    void aClientThatWasSlowForAWhileLosesNothingIfItReadsInTime() {
        try (TestEngine engine = with(limits -> limits.messages(500))) {
            TestClient late = engine.connect().join("1", ROOM);
            late.transport.block();
            for (int i = 0; i < 500; i++) {
                engine.engine.broadcaster().broadcast(ChannelEvent.of(ROOM, "e" + i));
                if (i % 100 == 0) {
                    engine.pass(Duration.ofMillis(250));
                }
            }
            late.transport.unblock();
            List<String> frames = late.transport.take();
            for (int i = 0; i < 500; i++) {
                assertEquals(broadcast(ROOM, "e" + i), frames.get(i));
            }
            assertEquals(500, frames.size());
            late.isOpen().send("1", "x", ROOM, "echo").gets(ok("1", "x", ROOM));
        }
    }

    @Test
    void theHandlerIsToldOfASlowClientAndNothingOfItIsLeft() {
        try (TestEngine engine = with(limits -> limits.messages(1))) {
            TestClient stuck = engine.connect().join("1", ROOM);
            stuck.transport.block();
            engine.engine.broadcaster().broadcast(ChannelEvent.of(ROOM, "a"));
            engine.engine.broadcaster().broadcast(ChannelEvent.of(ROOM, "b"));
            assertEquals(
                    List.of("join " + ROOM, "terminated " + ROOM + " DISCONNECTED", "disconnect"),
                    engine.handler.take());
            assertFalse(engine.engine.broadcaster().connectedClients() > 0);
            engine.assertNobodyIsLeft();
        }
    }

    private static TestEngine with(Consumer<OutboxLimits.Builder> limits) {
        return TestEngine.with().socket(config -> config.outbox(limits)).start();
    }
}
