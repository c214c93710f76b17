package org.garuda.channels.core.internal.channel;

import static org.garuda.channels.core.internal.fixture.TestClient.close;
import static org.garuda.channels.core.internal.fixture.TestClient.crash;
import static org.garuda.channels.core.internal.fixture.TestClient.error;
import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.garuda.channels.core.internal.fixture.TestClient.push;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.fixture.TestHandler;
import org.garuda.channels.core.internal.metrics.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelEndTest {

    private final TestEngine engine = TestEngine.start();
    private final TestClient client = engine.connect();
    private ChannelConn conn;
    private ChannelEvent message;

    @BeforeEach
    void join() {
        client.join("1", "rooms:a").join("2", "rooms:b");
        engine.handler.take();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private void keepAMessage() {
        engine.handler.onMessage = (newConn, event) -> {
            conn = newConn;
            message = event;
        };
        client.send("1", "7", "rooms:a", "e").getsNothing();
        engine.handler.onMessage = TestHandler::usual;
        engine.handler.take();
    }

    @Test
    void aCrashEndsItsChannelOnceWithoutAReplyAndNothingElse() {
        TestClient other = engine.connect().join("1", "rooms:a");
        client.send("1", "3", "rooms:a", "crash").gets(crash("1", "rooms:a"));
        client.send("1", "4", "rooms:a", "crash").gets(error(null, "4", "rooms:a", "unmatched topic"));
        client.send("2", "5", "rooms:b", "echo").gets(ok("2", "5", "rooms:b"));
        other.send("1", "2", "rooms:a", "echo").gets(ok("1", "2", "rooms:a"));
        client.join("6", "rooms:a");
        assertEquals(1, engine.count(Counter.CHANNELS_CRASHED));
    }

    @Test
    void closeEndsTheChannelNormally() {
        client.send("1", "3", "rooms:a", "stop").gets(close("1", "rooms:a"));
        assertEquals(List.of("message rooms:a stop", "terminated rooms:a CLOSED"), engine.handler.take());
        assertEquals(0, engine.count(Counter.CHANNELS_CRASHED));
    }

    @Test
    void aReplyBeforeTheCloseComesFirst() {
        engine.handler.onMessage = (c, event) -> {
            c.replyOk(event);
            c.push("bye");
            c.close();
            c.push("late");
            c.broadcastFrom("gone");
        };
        client.send("1", "3", "rooms:a", "e")
                .gets(ok("1", "3", "rooms:a"), push("1", "rooms:a", "bye"), close("1", "rooms:a"));
    }

    @Test
    void failEndsTheChannelAbnormallyFromAnywhere() {
        keepAMessage();
        conn.fail(new IllegalStateException("on demand"));
        client.gets(crash("1", "rooms:a"));
        assertEquals(List.of("terminated rooms:a CRASHED"), engine.handler.take());
    }

    @Test
    void anEndComesOnce() {
        keepAMessage();
        conn.close();
        conn.close();
        conn.fail(new IllegalStateException("on demand"));
        client.gets(close("1", "rooms:a"));
        assertFalse(conn.isJoined());
        assertEquals(Set.of("rooms:b"), conn.client().topics());
        assertEquals(List.of("terminated rooms:a CLOSED"), engine.handler.take());
    }

    @Test
    void aReplyIsDeliveredAfterTheLeaveAndAfterARejoin() {
        keepAMessage();
        client.send("1", "8", "rooms:a", "phx_leave").gets(ok("1", "8", "rooms:a"), close("1", "rooms:a"));
        conn.replyOk(message);
        client.gets(ok("1", "7", "rooms:a"));
        client.join("9", "rooms:a");
        conn.replyError(message, Map.of("reason", "late"));
        client.gets(error("1", "7", "rooms:a", "late"));
        conn.push("late");
        client.getsNothing();
    }

    @Test
    void aReplyAfterTheClientIsGoneDoesNothing() {
        keepAMessage();
        client.leaveConnection();
        conn.replyOk(message);
        conn.push("late");
        conn.close();
        client.getsNothing();
        assertFalse(conn.client().isConnected());
        assertEquals(Set.of(), conn.client().topics());
    }

    @Test
    void whatAHandlerThrowsInTerminatedChangesNothing() {
        engine.handler.onTerminated = (c, reason) -> {
            throw new IllegalStateException("in terminated");
        };
        client.send("1", "3", "rooms:a", "stop").gets(close("1", "rooms:a"));
        client.send("2", "4", "rooms:b", "echo").gets(ok("2", "4", "rooms:b"));
    }

    @Test
    void theAssignsAreStillThereInTerminated() {
        engine.handler.onMessage = (c, event) -> {
            c.assigns().put("name", "x");
            c.close();
        };
        engine.handler.onTerminated =
                (c, reason) -> engine.handler.diary.add("was " + c.assigns().get("name"));
        client.send("1", "3", "rooms:a", "e");
        assertEquals("was x", engine.handler.take().get(2));
    }

    @Test
    void anAnswerToSomebodyElsesMessageIsRefused() {
        keepAMessage();
        ChannelConn first = conn;
        ChannelEvent foreign = message;
        engine.handler.onMessage = (c, event) -> {
            org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class, () -> c.replyOk(foreign));
            org.junit.jupiter.api.Assertions.assertThrows(
                    IllegalArgumentException.class, () -> first.replyOk(ChannelEvent.of("rooms:a", "e")));
            c.replyOk(event);
        };
        client.send("2", "3", "rooms:b", "e").gets(ok("2", "3", "rooms:b"));
    }
}
