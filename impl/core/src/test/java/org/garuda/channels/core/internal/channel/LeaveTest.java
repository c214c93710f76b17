package org.garuda.channels.core.internal.channel;

import static org.garuda.channels.core.internal.fixture.TestClient.close;
import static org.garuda.channels.core.internal.fixture.TestClient.error;
import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.garuda.channels.core.internal.fixture.TestClient.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaveTest {

    private final TestEngine engine = TestEngine.start();
    private final TestClient client = engine.connect();
    private ChannelConn conn;
    private ChannelEvent leave;

    @BeforeEach
    void join() {
        client.join("1", "rooms:a");
        engine.handler.take();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private void answerLater() {
        engine.handler.onLeave = (newConn, event) -> {
            conn = newConn;
            leave = event;
        };
    }

    @Test
    void aLeaveIsRepliedOkAndClosesTheChannel() {
        client.send("1", "2", "rooms:a", "phx_leave").gets(ok("1", "2", "rooms:a"), close("1", "rooms:a"));
        assertEquals(List.of("leave rooms:a", "terminated rooms:a LEFT"), engine.handler.take());
        client.send("1", "3", "rooms:a", "echo").gets(error(null, "3", "rooms:a", "unmatched topic"));
        client.send("1", "4", "rooms:a", "phx_leave").gets(ok("1", "4", "rooms:a"));
        assertEquals(0, engine.engine.broadcaster().subscribers("rooms:a"));
    }

    @Test
    void aRejoinStartsAfresh() {
        engine.handler.onMessage = (c, event) ->
                c.replyOk(event, Map.of("before", String.valueOf(c.assigns().put("seen", true))));
        client.send("1", "2", "rooms:a", "e").gets(reply("1", "2", "rooms:a", "{\"before\":\"null\"}", "ok"));
        client.send("1", "3", "rooms:a", "phx_leave").gets(ok("1", "3", "rooms:a"), close("1", "rooms:a"));
        client.join("4", "rooms:a");
        client.send("4", "5", "rooms:a", "e").gets(reply("4", "5", "rooms:a", "{\"before\":\"null\"}", "ok"));
    }

    @Test
    void aLeaveMayBeAnsweredLaterAndMessagesWait() {
        answerLater();
        client.send("1", "2", "rooms:a", "phx_leave")
                .send("1", "3", "rooms:a", "echo")
                .getsNothing();
        conn.push("bye");
        conn.allowLeave(leave);
        client.gets(
                TestClient.push("1", "rooms:a", "bye"),
                ok("1", "2", "rooms:a"),
                close("1", "rooms:a"),
                error(null, "3", "rooms:a", "unmatched topic"));
        conn.allowLeave(leave);
        client.getsNothing();
    }

    @Test
    void aRefusedLeaveKeepsTheClient() {
        engine.handler.onLeave = (c, event) -> c.replyError(event, Map.of("reason", "stay"));
        client.send("1", "2", "rooms:a", "phx_leave").gets(error("1", "2", "rooms:a", "stay"));
        client.send("1", "3", "rooms:a", "echo").gets(ok("1", "3", "rooms:a"));
        assertEquals(1, engine.engine.broadcaster().subscribers("rooms:a"));
    }

    @Test
    void aLeaveNobodyAnswersIsGrantedInTime() {
        answerLater();
        client.send("1", "2", "rooms:a", "phx_leave").send("1", "3", "rooms:a", "echo");
        engine.pass(Duration.ofSeconds(10));
        client.getsNothing();
        engine.pass(Duration.ofMillis(1));
        client.gets(ok("1", "2", "rooms:a"), close("1", "rooms:a"), error(null, "3", "rooms:a", "unmatched topic"));
        conn.replyError(leave);
        client.getsNothing();
    }

    @Test
    void theTimeOfAnEarlierQuestionDoesNotCount() {
        AtomicReference<ChannelEvent> late = new AtomicReference<>();
        engine.handler.onJoin = (c, event) -> {
            conn = c;
            late.set(event);
        };
        client.send("b", "b", "rooms:b", "phx_join").getsNothing();
        conn.allowJoin(late.get());
        client.gets(ok("b", "b", "rooms:b"));
        engine.pass(Duration.ofSeconds(30));
        engine.handler.onLeave = (c, event) -> {
            engine.engine.sweepOnce();
            c.replyError(event);
        };
        client.send("b", "2", "rooms:b", "phx_leave").gets(reply("b", "2", "rooms:b", "{}", "error"));
    }

    @Test
    void aHandlerThatThrowsOnLeaveCrashesTheChannel() {
        engine.handler.onLeave = (c, event) -> {
            throw new IllegalStateException("cannot leave");
        };
        client.send("1", "2", "rooms:a", "phx_leave").gets(TestClient.crash("1", "rooms:a"));
        client.join("2", "rooms:a");
    }

    @Test
    void aMessageThatComesWhileALeaveIsAnsweredFindsTheChannelGone() {
        answerLater();
        client.send("1", "2", "rooms:a", "phx_leave");
        client.transport.onWake(() -> {
            client.transport.onWake(() -> {});
            client.send("1", "3", "rooms:a", "echo");
        });
        conn.allowLeave(leave);
        client.gets(ok("1", "2", "rooms:a"), close("1", "rooms:a"), error(null, "3", "rooms:a", "unmatched topic"));
    }

    @Test
    void anUnansweredLeaveDoesNotOutliveTheClient() {
        answerLater();
        client.send("1", "2", "rooms:a", "phx_leave");
        client.leaveConnection();
        conn.allowLeave(leave);
        assertEquals(List.of("leave rooms:a", "terminated rooms:a DISCONNECTED", "disconnect"), engine.handler.take());
        engine.assertNobodyIsLeft();
    }
}
