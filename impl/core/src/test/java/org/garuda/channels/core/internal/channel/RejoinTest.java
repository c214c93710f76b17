package org.garuda.channels.core.internal.channel;

import static org.garuda.channels.core.internal.fixture.TestClient.broadcast;
import static org.garuda.channels.core.internal.fixture.TestClient.close;
import static org.garuda.channels.core.internal.fixture.TestClient.error;
import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.core.internal.fixture.TaskQueue;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RejoinTest {

    private final TestEngine engine = TestEngine.start();
    private final TestClient client = engine.connect();

    @BeforeEach
    void join() {
        client.join("1", "rooms:a");
        engine.handler.take();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void theReplyToTheNewJoinComesBeforeTheCloseOfTheOld() {
        client.send("2", "2", "rooms:a", "phx_join").gets(ok("2", "2", "rooms:a"), close("1", "rooms:a"));
        assertEquals(List.of("terminated rooms:a REJOINED", "join rooms:a"), engine.handler.take());
        assertEquals(1, engine.engine.broadcaster().subscribers("rooms:a"));
        client.send("1", "3", "rooms:a", "echo").getsNothing();
        client.send("2", "4", "rooms:a", "echo").gets(ok("2", "4", "rooms:a"));
        engine.engine.broadcaster().broadcast("rooms:a", "once");
        client.gets(broadcast("rooms:a", "once"));
    }

    @Test
    void theOldChannelGetsNothingOnceTheNewJoinRuns() {
        engine.handler.onJoin = (conn, event) -> {
            engine.engine.broadcaster().broadcast("rooms:a", "between");
            conn.allowJoin(event);
        };
        client.send("2", "2", "rooms:a", "phx_join").gets(ok("2", "2", "rooms:a"), close("1", "rooms:a"));
    }

    @Test
    void theOldOneIsGoneWhenTheNewJoinIsRefused() {
        engine.handler.onJoin = (conn, event) -> conn.replyError(event, Map.of("reason", "full"));
        client.send("2", "2", "rooms:a", "phx_join").gets(error("2", "2", "rooms:a", "full"), close("1", "rooms:a"));
        client.send("1", "3", "rooms:a", "echo").gets(error(null, "3", "rooms:a", "unmatched topic"));
        assertEquals(0, engine.engine.broadcaster().subscribers("rooms:a"));
    }

    @Test
    void theOldOneIsGoneWhenTheNewJoinThrowsOrTimesOut() {
        engine.handler.onJoin = (conn, event) -> {
            throw new IllegalStateException("full");
        };
        client.send("2", "2", "rooms:a", "phx_join")
                .gets(error("2", "2", "rooms:a", "join crashed"), close("1", "rooms:a"));
        engine.handler.onJoin = ChannelConn::allowJoin;
        client.join("3", "rooms:a");
        engine.handler.onJoin = (conn, event) -> {};
        client.send("4", "4", "rooms:a", "phx_join").getsNothing();
        engine.pass(Duration.ofSeconds(11));
        client.gets(error("4", "4", "rooms:a", "join timeout"), close("3", "rooms:a"));
    }

    @Test
    void theSameJoinRefMayBeUsedAgain() {
        client.send("1", "1", "rooms:a", "phx_join").gets(ok("1", "1", "rooms:a"), close("1", "rooms:a"));
        client.send("1", "2", "rooms:a", "echo").gets(ok("1", "2", "rooms:a"));
    }

    @Test
    void anotherSocketOnTheTopicIsAnotherChannel() {
        TestClient other = engine.connect().join("1", "rooms:a");
        client.getsNothing();
        assertEquals(2, engine.engine.broadcaster().subscribers("rooms:a"));
        client.send("1", "2", "rooms:a", "phx_leave").gets(ok("1", "2", "rooms:a"), close("1", "rooms:a"));
        other.getsNothing().send("1", "2", "rooms:a", "echo").gets(ok("1", "2", "rooms:a"));
    }

    @Test
    void anOldChannelThatIsClosedByAnotherHandRightThenIsToldBeforeTheNewJoin() {
        TaskQueue queue = new TaskQueue();
        try (TestEngine queued = TestEngine.with().on(queue).start()) {
            TestClient one = queued.connect();
            ChannelConn[] old = new ChannelConn[1];
            queued.handler.onJoin = (conn, event) -> {
                old[0] = conn;
                conn.allowJoin(event);
            };
            one.send("1", "1", "rooms:a", "phx_join");
            queue.runAll();
            queued.handler.take();
            queued.handler.onMessage = (conn, event) -> old[0].close();
            one.send("1", "2", "rooms:a", "e").send("2", "3", "rooms:a", "phx_join");
            queue.runAll();
            assertEquals(
                    List.of("message rooms:a e", "terminated rooms:a CLOSED", "join rooms:a"), queued.handler.take());
            one.gets(ok("1", "1", "rooms:a"), close("1", "rooms:a"), ok("2", "3", "rooms:a"));
        }
    }
}
