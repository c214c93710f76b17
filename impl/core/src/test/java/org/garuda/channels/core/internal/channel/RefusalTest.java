package org.garuda.channels.core.internal.channel;

import static org.garuda.channels.core.internal.fixture.TestClient.crash;
import static org.garuda.channels.core.internal.fixture.TestClient.error;
import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.garuda.channels.core.internal.fixture.TestClient.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import org.garuda.channels.Refusal;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.logging.LogLines;
import org.garuda.channels.core.internal.metrics.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusalTest {

    private final TestEngine engine = TestEngine.with().topics("rooms:{id}").start();
    private final LogLines log = new LogLines();

    @AfterEach
    void stop() {
        engine.close();
        log.close();
    }

    @Test
    void fromConnectItIsStatus403WithTheReasonAndUnlogged() {
        engine.handler.onConnect = handshake -> {
            throw new Refusal("no token");
        };
        HandshakeResult.Refused refused = assertInstanceOf(HandshakeResult.Refused.class, engine.knock("vsn=2.0.0"));
        assertEquals(403, refused.status());
        assertEquals("no token", refused.body());
        assertUnlogged();
        engine.assertNobodyIsLeft();
    }

    @Test
    void fromAJoinItRefusesTheJoin() {
        TestClient client = engine.connect();
        engine.handler.onJoin = (conn, event) -> {
            throw new Refusal("unauthorized");
        };
        client.send("1", "1", "rooms:a", "phx_join").gets(error("1", "1", "rooms:a", "unauthorized"));
        assertUnlogged();
        assertEquals(0, engine.count(Counter.CHANNELS_CRASHED));
    }

    @Test
    void fromAMessageItIsAnErrorReplyAndTheChannelGoesOn() {
        TestClient client = engine.connect().join("1", "rooms:a");
        engine.handler.onMessage = (conn, event) -> {
            throw Refusal.with(Map.of("stock", 0));
        };
        client.send("1", "2", "rooms:a", "order").gets(reply("1", "2", "rooms:a", "{\"stock\":0}", "error"));
        engine.handler.onMessage = (conn, event) -> conn.replyOk(event);
        client.send("1", "3", "rooms:a", "order").gets(ok("1", "3", "rooms:a"));
        assertUnlogged();
    }

    @Test
    void fromALeaveTheClientStays() {
        TestClient client = engine.connect().join("1", "rooms:a");
        engine.handler.onLeave = (conn, event) -> {
            throw new Refusal("not yet");
        };
        client.send("1", "2", "rooms:a", "phx_leave").gets(error("1", "2", "rooms:a", "not yet"));
        client.send("1", "3", "rooms:a", "echo").gets(ok("1", "3", "rooms:a"));
        assertUnlogged();
    }

    @Test
    void behindAnAllowedJoinItIsAFailureLikeAnyOther() {
        TestClient client = engine.connect();
        engine.handler.onJoin = (conn, event) -> {
            conn.allowJoin(event);
            throw new Refusal("too late");
        };
        client.send("1", "1", "rooms:a", "phx_join").gets(ok("1", "1", "rooms:a"), crash("1", "rooms:a"));
        assertEquals(1, engine.count(Counter.CHANNELS_CRASHED));
    }

    @Test
    void aResponseThatCannotBeWrittenIsAFailureOfTheHandler() {
        TestClient client = engine.connect().join("1", "rooms:a");
        engine.handler.onMessage = (conn, event) -> {
            throw Refusal.with(new Object() {
                @SuppressWarnings("unused")
                public String getText() {
                    throw new IllegalStateException("unwritable");
                }
            });
        };
        client.send("1", "2", "rooms:a", "x").gets(crash("1", "rooms:a"));
    }

    @Test
    void aHandlerHasTheVariablesOfItsTopic() {
        TestClient client = engine.connect();
        engine.handler.onJoin = (conn, event) -> conn.allowJoin(event, conn.topicVariable("id"));
        client.send("1", "1", "rooms:7", "phx_join").gets(reply("1", "1", "rooms:7", "\"7\"", "ok"));
        client.send("2", "2", "rooms:", "phx_join").gets(error(null, "2", "rooms:", "unmatched topic"));
    }

    private void assertUnlogged() {
        assertEquals(List.of(), log.messages());
    }
}
