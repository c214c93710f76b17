package org.garuda.channels.core.internal.channel;

import static org.garuda.channels.core.internal.fixture.TestClient.error;
import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.garuda.channels.core.internal.fixture.TestClient.push;
import static org.garuda.channels.core.internal.fixture.TestClient.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoinTest {

    private final TestEngine engine = TestEngine.start();
    private final TestClient client = engine.connect();

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void anAcceptedJoinIsRepliedOkWithItsResponse() {
        client.send("1", "1", "rooms:a", "phx_join").gets(ok("1", "1", "rooms:a"));
        engine.handler.onJoin = (conn, event) -> conn.allowJoin(event, List.of(1, 2));
        client.send("2", "2", "rooms:b", "phx_join").gets(reply("2", "2", "rooms:b", "[1,2]", "ok"));
        assertEquals(1, engine.engine.broadcaster().subscribers("rooms:a"));
    }

    @Test
    void replyOkToAJoinAllowsIt() {
        engine.handler.onJoin = (conn, event) -> conn.replyOk(event, Map.of("a", 1));
        client.send("1", "1", "rooms:a", "phx_join").gets(reply("1", "1", "rooms:a", "{\"a\":1}", "ok"));
        client.send("1", "2", "rooms:a", "echo").gets(ok("1", "2", "rooms:a"));
    }

    @Test
    void aRefusedJoinIsRepliedErrorAndLeavesNothingBehind() {
        engine.handler.onJoin = (conn, event) -> conn.replyError(event, Map.of("reason", "no"));
        client.send("1", "1", "rooms:a", "phx_join").gets(error("1", "1", "rooms:a", "no"));
        client.send("1", "2", "rooms:a", "echo").gets(error(null, "2", "rooms:a", "unmatched topic"));
        assertEquals(0, engine.engine.broadcaster().subscribers("rooms:a"));
        assertEquals(List.of("join rooms:a"), engine.handler.take());
    }

    @Test
    void aJoinThatThrowsIsRepliedJoinCrashed() {
        engine.handler.onJoin = (conn, event) -> {
            throw new IllegalStateException("no luck");
        };
        client.send("1", "1", "rooms:a", "phx_join").gets(error("1", "1", "rooms:a", "join crashed"));
        assertEquals(1, engine.count(Counter.CHANNELS_CRASHED));
        engine.handler.onJoin = (conn, event) -> conn.allowJoin(event);
        client.join("2", "rooms:a");
    }

    @Test
    void aHandlerThatThrowsAfterAllowingCrashesTheChannel() {
        engine.handler.onJoin = (conn, event) -> {
            conn.allowJoin(event);
            throw new AssertionError("not only exceptions");
        };
        client.send("1", "1", "rooms:a", "phx_join").gets(ok("1", "1", "rooms:a"), TestClient.crash("1", "rooms:a"));
        assertEquals(List.of("join rooms:a", "terminated rooms:a CRASHED"), engine.handler.take());
    }

    @Test
    void aTopicWithoutHandlerIsUnmatchedWithJoinRefNull() {
        client.send("1", "1", "other:a", "phx_join").gets(error(null, "1", "other:a", "unmatched topic"));
        client.send("1", "2", "rooms", "phx_join").gets(error(null, "2", "rooms", "unmatched topic"));
        client.send("1", "3", "Rooms:a", "phx_join").gets(error(null, "3", "Rooms:a", "unmatched topic"));
        client.join("4", "rooms:");
    }

    @Test
    void theJoinReplyPrecedesWhatTheHandlerPushes() {
        engine.handler.onJoin = (conn, event) -> {
            assertThrows(IllegalStateException.class, () -> conn.push("early"));
            assertThrows(IllegalStateException.class, () -> conn.broadcast("early"));
            assertFalse(conn.isJoined());
            conn.allowJoin(event);
            assertTrue(conn.isJoined());
            conn.push("welcome");
        };
        client.send("1", "1", "rooms:a", "phx_join").gets(ok("1", "1", "rooms:a"), push("1", "rooms:a", "welcome"));
    }

    @Test
    void aJoinIsAnsweredOnce() {
        engine.handler.onJoin = (conn, event) -> {
            conn.allowJoin(event);
            assertThrows(IllegalStateException.class, () -> conn.allowJoin(event));
            assertThrows(IllegalStateException.class, () -> conn.replyError(event));
        };
        client.send("1", "1", "rooms:a", "phx_join").gets(ok("1", "1", "rooms:a"));
        engine.handler.onJoin = (conn, event) -> {
            conn.replyError(event);
            assertThrows(IllegalStateException.class, () -> conn.allowJoin(event));
            assertThrows(IllegalStateException.class, () -> conn.push("e"));
        };
        client.send("2", "2", "rooms:b", "phx_join").gets(reply("2", "2", "rooms:b", "{}", "error"));
        assertEquals(0, engine.engine.broadcaster().subscribers("rooms:b"));
    }

    @Test
    void onlyAJoinOfThisChannelIsAllowed() {
        engine.handler.onJoin = (conn, event) -> {
            ChannelEvent own = ChannelEvent.of(conn.topic(), "phx_join");
            assertThrows(IllegalArgumentException.class, () -> conn.allowJoin(own));
            conn.allowJoin(event);
        };
        engine.handler.onMessage = (conn, event) -> {
            assertThrows(IllegalArgumentException.class, () -> conn.allowJoin(event));
            assertThrows(IllegalArgumentException.class, () -> conn.allowLeave(event));
            conn.replyOk(event);
        };
        client.join("1", "rooms:a").send("1", "2", "rooms:a", "e").gets(ok("1", "2", "rooms:a"));
    }

    @Test
    void aResponseThatCannotBeWrittenCrashesTheJoin() {
        engine.handler.onJoin = (conn, event) -> conn.allowJoin(event, new byte[3]);
        TestClient old = engine.connectV1();
        old.send("{\"topic\":\"rooms:a\",\"event\":\"phx_join\",\"payload\":{},\"ref\":\"1\"}")
                .gets(
                        "{\"event\":\"phx_reply\",\"payload\":{\"response\":{\"reason\":\"join crashed\"},\"status\":\"error\"},"
                                + "\"topic\":\"rooms:a\",\"ref\":\"1\"}");
        old.isOpen();
        assertEquals(0, engine.engine.broadcaster().subscribers("rooms:a"));
    }

    @Test
    void theHandlerSeesPayloadAndRefs() {
        engine.handler.onJoin = (conn, event) -> {
            assertEquals("phx_join", event.event());
            assertEquals("5", event.ref().toString());
            assertEquals("\"j\"", event.joinRef().toString());
            conn.allowJoin(event, event.payload());
        };
        client.send("[\"j\",5,\"rooms:a\",\"phx_join\",[true]]")
                .gets("[\"j\",5,\"rooms:a\",\"phx_reply\",{\"response\":[true],\"status\":\"ok\"}]");
    }
}
