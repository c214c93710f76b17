package org.garuda.channels.core.internal.channel;

import static org.garuda.channels.core.internal.fixture.TestClient.broadcast;
import static org.garuda.channels.core.internal.fixture.TestClient.error;
import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.garuda.channels.core.internal.fixture.TestClient.push;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateJoinTest {

    private final TestEngine engine = TestEngine.start();
    private final TestClient client = engine.connect();
    private ChannelConn conn;
    private ChannelEvent join;

    @BeforeEach
    void answerLater() {
        engine.handler.onJoin = (newConn, event) -> {
            conn = newConn;
            join = event;
        };
        client.send("1", "1", "rooms:a", "phx_join").getsNothing();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void messagesBehindAnUnansweredJoinWaitForIt() {
        client.send("1", "2", "rooms:a", "echo").send("x", "3", "other", "e").getsNothing();
        conn.allowJoin(join);
        client.gets(ok("1", "1", "rooms:a"), ok("1", "2", "rooms:a"), error(null, "3", "other", "unmatched topic"));
    }

    @Test
    void aHeartbeatBehindItIsAnsweredByTheSweepAtTheLatest() {
        client.heartbeat("h").getsNothing();
        engine.engine.sweepOnce();
        client.gets(ok(null, "h", "phoenix"));
    }

    @Test
    void anotherThreadMayAnswer() throws InterruptedException {
        client.send("1", "2", "rooms:a", "echo");
        Thread other = new Thread(() -> conn.allowJoin(join));
        other.start();
        other.join();
        client.gets(ok("1", "1", "rooms:a"), ok("1", "2", "rooms:a"));
    }

    @Test
    void aRefusalLetsTheMessagesGoOn() {
        client.send("1", "2", "rooms:a", "echo");
        conn.replyError(join, java.util.Map.of("reason", "no"));
        client.gets(error("1", "1", "rooms:a", "no"), error(null, "2", "rooms:a", "unmatched topic"));
    }

    @Test
    void aJoinNobodyAnswersIsRefusedInTime() {
        engine.pass(Duration.ofSeconds(10));
        client.getsNothing();
        client.send("1", "2", "rooms:a", "echo");
        engine.pass(Duration.ofMillis(1));
        client.gets(error("1", "1", "rooms:a", "join timeout"), error(null, "2", "rooms:a", "unmatched topic"));
        assertEquals(1, engine.count(Counter.ANSWERS_OVERDUE));
    }

    @Test
    void whatAHandlerDoesAfterTheTimeLimitIsIgnored() {
        engine.pass(Duration.ofSeconds(11));
        client.gets(error("1", "1", "rooms:a", "join timeout"));
        conn.allowJoin(join);
        conn.replyError(join);
        conn.push("late");
        conn.broadcast("late");
        conn.close();
        conn.fail(new IllegalStateException("late"));
        assertFalse(conn.isJoined());
        client.getsNothing();
        assertEquals(0, engine.engine.broadcaster().subscribers("rooms:a"));
        assertEquals(List.of("join rooms:a"), engine.handler.take());
    }

    @Test
    void aHandlerThatBlocksTooLongIsOverruledAsWell() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (TestEngine threads = TestEngine.with().onRealThreads().start()) {
            TestClient blocked = threads.connect();
            threads.handler.onJoin = (newConn, event) -> {
                entered.countDown();
                awaitUnchecked(leave);
                newConn.allowJoin(event);
                newConn.broadcast("entered");
            };
            blocked.send("1", "1", "rooms:a", "phx_join");
            entered.await();
            threads.pass(Duration.ofSeconds(11));
            blocked.gets(error("1", "1", "rooms:a", "join timeout"));
            leave.countDown();
            blocked.send("1", "2", "rooms:a", "echo");
            TestClient.eventually("the next message is answered", () -> blocked.transport.count() > 0);
            blocked.gets(error(null, "2", "rooms:a", "unmatched topic"));
        }
    }

    @Test
    void aMalformedFrameWaitsForTheAnswerToo() {
        client.send("1", "2", "rooms:a", "echo").send("oops").isOpen().getsNothing();
        conn.allowJoin(join);
        client.gets(ok("1", "1", "rooms:a"), ok("1", "2", "rooms:a")).isClosed(CloseReason.MALFORMED);
        engine.assertNobodyIsLeft();
    }

    @Test
    void aMessageThatComesWhileTheJoinIsAnsweredMissesNothing() {
        // The connection wakes on the answering thread when only the reply has been written.
        client.transport.onWake(() -> {
            client.transport.onWake(() -> {});
            client.send("1", "2", "rooms:a", "push").send("1", "3", "rooms:a", "broadcast");
        });
        conn.allowJoin(join);
        client.gets(ok("1", "1", "rooms:a"), push("1", "rooms:a", "push"), broadcast("rooms:a", "broadcast"));
    }

    @Test
    void whoReadsTheReplyMissesNoBroadcast() {
        client.transport.onWake(() -> {
            client.transport.onWake(() -> {});
            engine.engine.broadcaster().broadcast("rooms:a", "first");
        });
        conn.allowJoin(join);
        client.gets(ok("1", "1", "rooms:a"), broadcast("rooms:a", "first"));
    }

    @Test
    void anAnswerAfterTheClientIsGoneLeavesNothingBehind() {
        client.leaveConnection();
        conn.allowJoin(join);
        assertFalse(conn.isJoined());
        client.getsNothing();
        engine.assertNobodyIsLeft();
        assertEquals(List.of("join rooms:a", "disconnect"), engine.handler.take());
    }

    @Test
    void messagesToAJoinThatNeverWasAreNotHandledAtTheEnd() {
        client.send("1", "2", "rooms:a", "echo");
        client.leaveConnection();
        assertEquals(List.of("join rooms:a", "disconnect"), engine.handler.take());
    }

    @Test
    void closeAndFailEndAnOpenJoin() {
        conn.close();
        client.gets(error("1", "1", "rooms:a", "closed"));
        client.send("2", "2", "rooms:a", "phx_join").getsNothing();
        conn.fail(new IllegalStateException("gone wrong"));
        client.gets(error("2", "2", "rooms:a", "join crashed"));
    }

    static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
