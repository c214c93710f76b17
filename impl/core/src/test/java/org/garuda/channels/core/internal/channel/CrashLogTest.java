package org.garuda.channels.core.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.application.Broken;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.logging.LogLines;
import org.garuda.channels.core.internal.metrics.Counter;
import org.junit.jupiter.api.Test;

/** What clients can make the engine write to the log is bounded, and none of it looks like something else. */
class CrashLogTest {

    private static final String FORGED = "\\n2026-01-01 INFO all is well\\u001b[2J\\u202e";

    @Test
    void fiveThousandCrashesOfOneKindAreOneTraceAndThenOneLineEveryTenSeconds() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            engine.handler.onMessage = (conn, event) -> Broken.crash("x");
            TestClient client = engine.connect();
            for (int i = 0; i < 5000; i++) {
                client.send("1", "1", "rooms:" + i, "phx_join").send("1", "2", "rooms:" + i, "any");
                client.transport.take();
            }
            assertEquals(5000, engine.count(Counter.CHANNELS_CRASHED));
            assertEquals(1, log.messages().size(), log.messages().toString());
            assertTrue(log.lines() < 20, log.lines() + " lines");
            client.heartbeat("h");
            engine.pass(Duration.ofSeconds(10));
            assertEquals(2, log.messages().size());
            assertTrue(
                    log.messages()
                            .get(1)
                            .equals(
                                    "TestHandler.incomingMessage: java.lang.IllegalStateException: 4,999 more within 10 s"),
                    log.messages().get(1));
        }
    }

    @Test
    void aTraceHasTheApplicationsFramesAndNotTheEnginesBelow() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            AtomicReference<Throwable> seen = new AtomicReference<>();
            engine.handler.onMessage = (conn, event) -> {
                try {
                    Broken.crash("x");
                } catch (IllegalStateException e) {
                    seen.set(e);
                    throw e;
                }
            };
            engine.connect().join("1", "rooms:a").send("1", "2", "rooms:a", "any");
            StackTraceElement[] printed = log.thrown(0).getStackTrace();
            assertEquals(Broken.class.getName() + ".deeper", name(printed[0]));
            assertEquals(Broken.class.getName() + ".crash", name(printed[1]));
            assertEquals(2, printed.length, List.of(printed).toString());
            assertEquals(2, log.thrown(0).getCause().getStackTrace().length);
            assertTrue(seen.get().getStackTrace().length > 10, "the application's own exception keeps all of it");
            assertSame(IllegalStateException.class, seen.get().getClass());
        }
    }

    @Test
    void aTraceBeginsWithTheApplicationsFrameWhenItIsTheEngineThatThrows() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            engine.handler.onJoin = (conn, event) -> Broken.callBack(c -> c.push("early", Map.of()), conn);
            engine.connect().send("1", "1", "rooms:a", "phx_join");
            assertEquals(
                    Broken.class.getName() + ".callBack", name(log.thrown(0).getStackTrace()[0]));
        }
    }

    private static String name(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName();
    }

    @Test
    void textOfAClientIsEscapedAndCutInMessagesAndTraces() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            engine.handler.onMessage = (conn, event) -> Broken.crash(conn.topic());
            String topic = "rooms:" + FORGED + "x".repeat(500);
            TestClient client = engine.connect();
            client.send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
            client.send("[\"1\",\"2\",\"" + topic + "\",\"any\",{}]");
            String message = log.messages().get(0);
            assertTrue(message.contains("rooms:\\u000a2026-01-01 INFO all is well\\u001b[2J\\u202exx"), message);
            assertTrue(message.length() < 350, message);
            String trace = log.thrown(0) + " " + log.thrown(0).getCause();
            assertFalse(trace.contains("\n"), trace);
            assertTrue(trace.startsWith("java.lang.IllegalStateException: no such thing: rooms:\\u000a"), trace);
            assertTrue(trace.length() < 700, trace);
        }
    }

    @Test
    void whatAnEventSaysOfItselfIsEscapedAndCutToo() {
        try (TestEngine engine = TestEngine.start()) {
            AtomicReference<ChannelEvent> seen = new AtomicReference<>();
            engine.handler.onMessage = (conn, event) -> seen.set(event);
            engine.connect()
                    .join("1", "rooms:a")
                    .send("[\"1\",\"2\",\"rooms:a\",\"ev" + FORGED + "\",{\"a\":\n\"" + "x".repeat(100_000) + "\"}]");
            String text = seen.get().toString();
            assertTrue(text.length() < 600, text);
            assertFalse(text.contains("\n"), text);
            assertFalse(text.contains("\u001b"), text);
        }
    }
}
