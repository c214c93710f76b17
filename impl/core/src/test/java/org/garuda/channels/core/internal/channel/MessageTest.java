package org.garuda.channels.core.internal.channel;

import static org.garuda.channels.core.internal.fixture.TestClient.error;
import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.garuda.channels.core.internal.fixture.TestClient.push;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.BinaryFrames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

    private final TestEngine engine = TestEngine.start();
    private final TestClient client = engine.connect();

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aMessageWithTheChannelsJoinRefOrNoneIsHandled() {
        client.join("1", "rooms:a");
        client.send("1", "2", "rooms:a", "echo").gets(ok("1", "2", "rooms:a"));
        client.send(null, "3", "rooms:a", "echo").gets(ok("1", "3", "rooms:a"));
    }

    @Test
    void aMessageWithAnotherJoinRefIsDroppedSilentlyAndALeaveToo() {
        client.join("1", "rooms:a");
        client.send("9", "2", "rooms:a", "echo").getsNothing();
        client.send("", "2", "rooms:a", "echo").getsNothing();
        client.send("[1,\"2\",\"rooms:a\",\"echo\",{}]").getsNothing();
        client.send("9", "2", "rooms:a", "phx_leave").getsNothing();
        assertEquals(4, engine.count(Counter.MESSAGES_STALE));
        client.send("1", "3", "rooms:a", "echo").gets(ok("1", "3", "rooms:a"));
    }

    @Test
    void joinedWithoutJoinRefTheRefStandsInForItOnTheWayOutAlone() {
        client.send(null, "1", "rooms:a", "phx_join").gets(ok(null, "1", "rooms:a"));
        client.send("1", "2", "rooms:a", "echo").getsNothing();
        client.send(null, "3", "rooms:a", "echo").gets(ok("1", "3", "rooms:a"));
        client.send(null, "4", "rooms:a", "push").gets(push("1", "rooms:a", "push"));
        client.send(null, "5", "rooms:a", "stop").gets("[null,null,\"rooms:a\",\"phx_close\",{}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"r\"", "7", "null", "[1]", "{\"a\":1}", "true", "\"\\\"\""})
    void refsAreEchoedWithTheirType(String ref) {
        client.send("[7,7,\"rooms:a\",\"phx_join\",{}]")
                .gets("[7,7,\"rooms:a\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
        client.send("[7," + ref + ",\"rooms:a\",\"echo\",[]]")
                .gets("[7," + ref + ",\"rooms:a\",\"phx_reply\",{\"response\":[],\"status\":\"ok\"}]");
        client.send("[null," + ref + ",\"nowhere\",\"echo\",[]]")
                .gets(
                        "[null," + ref
                                + ",\"nowhere\",\"phx_reply\",{\"response\":{\"reason\":\"unmatched topic\"},\"status\":\"error\"}]");
    }

    @Test
    void aTopicNotJoinedIsUnmatchedButMayBeLeft() {
        client.send("1", "2", "rooms:a", "echo").gets(error(null, "2", "rooms:a", "unmatched topic"));
        client.send("1", "3", "rooms:a", "phx_leave").gets(ok("1", "3", "rooms:a"));
        client.send("1", "4", "phoenix", "other").gets(error(null, "4", "phoenix", "unmatched topic"));
        client.send("1", "5", "phoenix", "phx_leave").gets(ok("1", "5", "phoenix"));
    }

    @Test
    void aTopicThatIsNoStringIsEchoed() {
        client.send("[null,\"1\",{\"a\":1},\"e\",{}]")
                .gets("[null,\"1\",{\"a\":1},\"phx_reply\","
                        + "{\"response\":{\"reason\":\"unmatched topic\"},\"status\":\"error\"}]");
        client.send("[\"1\",\"1\",null,\"phx_join\",{}]")
                .gets("[null,\"1\",null,\"phx_reply\","
                        + "{\"response\":{\"reason\":\"unmatched topic\"},\"status\":\"error\"}]");
    }

    @Test
    void aLeaveOfATopicThatIsNoStringIsGrantedWithItsJoinRef() {
        client.send("[\"1\",\"2\",5,\"phx_leave\",{}]")
                .gets("[\"1\",\"2\",5,\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
    }

    @Test
    void anEventThatIsNoStringCrashesItsChannel() {
        client.join("1", "rooms:a").send("[\"1\",\"2\",\"rooms:a\",null,{}]").gets(TestClient.crash("1", "rooms:a"));
        client.send("[\"1\",\"2\",\"rooms:a\",null,{}]").gets(error(null, "2", "rooms:a", "unmatched topic"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"phx_reply", "phx_error", "phx_close", "presence_diff", "heartbeat"})
    void reservedEventsOfClientsAreOrdinaryEvents(String event) {
        client.join("1", "rooms:a").send("1", "2", "rooms:a", event).getsNothing();
        assertEquals("message rooms:a " + event, engine.handler.take().get(1));
        client.send("1", "3", "rooms:a", "echo").gets(ok("1", "3", "rooms:a"));
    }

    @Test
    void bytesAreAnsweredWithBytes() {
        client.join("1", "rooms:a")
                .send(BinaryFrames.push("1", "2", "rooms:a", "echo", 1, 2))
                .gets("binary " + BinaryFrames.reply("1", "2", "rooms:a", "ok", 1, 2));
        client.send(BinaryFrames.push("1", "3", "rooms:a", "push", 9))
                .gets("binary " + BinaryFrames.pushed("1", "rooms:a", "push", 9));
    }

    @Test
    void joinAndHeartbeatMayBeBinary() {
        client.send(BinaryFrames.push("1", "1", "rooms:a", "phx_join")).gets(ok("1", "1", "rooms:a"));
        client.send(BinaryFrames.push("", "h", "phoenix", "heartbeat")).gets(ok(null, "h", "phoenix"));
    }

    @Test
    void aMessageMayBeRepliedTwiceAndLate() {
        engine.handler.onMessage = (conn, event) -> {
            conn.replyOk(event);
            conn.replyError(event, 5);
        };
        client.join("1", "rooms:a")
                .send("1", "2", "rooms:a", "e")
                .gets(ok("1", "2", "rooms:a"), TestClient.reply("1", "2", "rooms:a", "5", "error"));
    }
}
