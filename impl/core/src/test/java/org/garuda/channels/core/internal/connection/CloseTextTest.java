package org.garuda.channels.core.internal.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.logging.LogLines;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.Test;

/** What a client and the log are told when the engine is not content with a client or a handler. */
class CloseTextTest {

    private static String closeText(TestClient client) {
        client.isClosed(CloseReason.MALFORMED);
        return client.protocol.closeText(CloseReason.MALFORMED);
    }

    @Test
    void theCloseReasonNamesWhatWasWrongWithAFrame() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            assertEquals(1011, CloseReason.MALFORMED.code());
            assertEquals(
                    "malformed frame: an object, as in V1, where V2 has [join_ref, ref, topic, event, payload] at byte 0",
                    closeText(engine.connect().send("{}")));
            assertEquals(
                    "malformed frame: binary frame of kind 3, but only pushes, of kind 0, are taken",
                    closeText(engine.connect().send(new byte[] {3, 1, 1, 1, 1, 'a', 'b', 'c', 'd'})));
            assertEquals(
                    "malformed frame: binary frame whose topic is beyond its end",
                    closeText(engine.connect().send(new byte[] {0, 0, 0, 9, 1, 'a'})));
            assertEquals(
                    "malformed frame: content after the end at byte 35",
                    closeText(engine.connect().send("[null,null,\"phoenix\",\"heartbeat\",1]x")));
            assertEquals(1, log.messages().size(), "one warning, and a count");
            assertTrue(log.messages().get(0).contains("vsn"), log.messages().get(0));
            assertTrue(
                    log.messages().get(0).contains("an object, as in V1"),
                    log.messages().get(0));
        }
    }

    @Test
    void theCloseReasonFitsIntoACloseFrameWhateverItSays() {
        for (String what : new String[] {"x".repeat(500), "é".repeat(500), "😀".repeat(200), "\n".repeat(100)}) {
            String text = CloseReason.MALFORMED.textWith(what);
            assertTrue(text.getBytes(StandardCharsets.UTF_8).length <= 123, text);
            assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(text), text);
        }
    }

    @Test
    void aJoinOrALeaveThatNobodyAnsweredIsAWarningThatNamesTheHandlerAndTheRemedy() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            engine.handler.onJoin = (conn, event) -> {};
            engine.connect().send("1", "1", "rooms:a", "phx_join");
            engine.pass(Duration.ofSeconds(11));
            assertEquals(1, log.messages().size());
            assertTrue(
                    log.messages().get(0).startsWith("TestHandler.joinChannel gave no answer"),
                    log.messages().get(0));
            assertTrue(log.messages().get(0).contains("allowJoin"));
            assertTrue(
                    log.messages().get(0).contains("\"rooms:a\" (rooms:*)"),
                    log.messages().get(0));
        }
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            engine.handler.onLeave = (conn, event) -> {};
            engine.connect().join("1", "rooms:a").send("1", "2", "rooms:a", "phx_leave");
            engine.pass(Duration.ofSeconds(11));
            assertEquals(1, log.messages().size());
            assertTrue(
                    log.messages().get(0).startsWith("TestHandler.leaveChannel gave no answer"),
                    log.messages().get(0));
            assertTrue(log.messages().get(0).contains("allowLeave"));
        }
    }

    @Test
    void aSlowClientIsAWarningThatNamesTheSettingItReached() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.with()
                        .socket(config -> config.outbox(outbox -> outbox.messages(3)))
                        .start()) {
            TestClient client = engine.connect().join("1", "rooms:a");
            client.transport.block();
            for (int i = 0; i < 10; i++) {
                engine.engine.broadcaster().broadcast("rooms:a", "news", Map.of());
            }
            assertEquals(1, engine.count(Counter.CLOSED_SLOW));
            assertEquals(1, log.messages().size());
            assertTrue(
                    log.messages().get(0).contains("channels.outbox.messages (3)"),
                    log.messages().get(0));
        }
    }

    @Test
    void whichLimitASlowClientReachedIsAKindOfItsOwn() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.with()
                        .socket(config -> config.outbox(outbox -> outbox.bytes(2000)))
                        .start()) {
            TestClient full = engine.connect().join("1", "rooms:a");
            full.transport.block();
            for (int i = 0; i < 3; i++) {
                engine.engine.broadcaster().broadcast("rooms:a", "news", Map.of("text", "x".repeat(1500)));
            }
            assertEquals(1, log.messages().size(), log.messages()::toString);
            assertTrue(log.messages().get(0).contains("channels.outbox.bytes (2000)"), log.messages()::toString);
            TestClient old = engine.connect().join("1", "rooms:b");
            old.transport.block();
            TestClient stuck = engine.connect().join("1", "rooms:c");
            stuck.transport.block();
            engine.engine.broadcaster().broadcast("rooms:b", "news", Map.of());
            engine.engine.broadcaster().broadcast("rooms:c", "news", Map.of());
            stuck.transport.startOneWrite();
            engine.pass(Duration.ofSeconds(11));
            assertEquals(3, engine.count(Counter.CLOSED_SLOW));
            assertEquals(3, log.messages().size(), log.messages()::toString);
            for (String setting : List.of("channels.outbox.age (PT10S);", "channels.timeouts.send (PT10S);")) {
                assertEquals(
                        1,
                        log.messages().stream()
                                .filter(line -> line.contains("reached " + setting))
                                .count(),
                        log.messages()::toString);
            }
        }
    }
}
