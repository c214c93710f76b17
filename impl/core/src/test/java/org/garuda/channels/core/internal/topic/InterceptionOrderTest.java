package org.garuda.channels.core.internal.topic;

import static org.garuda.channels.core.internal.fixture.TestClient.broadcast;
import static org.garuda.channels.core.internal.fixture.TestClient.push;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.garuda.channels.core.internal.fixture.TaskQueue;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one thread broadcasts keeps its order, though a receiver's handler takes its time over some of it. */
class InterceptionOrderTest {

    private final TaskQueue tasks = new TaskQueue();
    private final TestEngine engine =
            TestEngine.with().on(tasks).intercepting("shout").start();
    private final TestClient client = engine.connect();

    @BeforeEach
    void join() {
        client.send("1", "1", "rooms:a", "phx_join").send("2", "2", "rooms:b", "phx_join");
        tasks.runAll();
        client.transport.take();
    }

    @AfterEach
    void stop() {
        client.leaveConnection();
        tasks.runAll();
        engine.close();
    }

    private void send(String topic, String event) {
        engine.engine.broadcaster().broadcast(topic, event, Map.of());
    }

    @Test
    void aPlainBroadcastComesBehindAnInterceptedOneThatWasSentBefore() {
        send("rooms:a", "shout");
        send("rooms:a", "whisper");
        send("rooms:a", "shout");
        send("rooms:a", "sigh");
        client.getsNothing();
        tasks.runAll();
        client.gets(
                push("1", "rooms:a", "shout"),
                broadcast("rooms:a", "whisper"),
                push("1", "rooms:a", "shout"),
                broadcast("rooms:a", "sigh"));
        send("rooms:a", "whisper");
        client.gets(broadcast("rooms:a", "whisper"));
    }

    @Test
    void whatAHandlerKeepsForItselfHoldsUpNothingLater() {
        engine.handler.onOutgoing = (conn, event) -> {};
        send("rooms:a", "shout");
        send("rooms:a", "whisper");
        tasks.runAll();
        send("rooms:a", "sigh");
        client.gets(broadcast("rooms:a", "whisper"), broadcast("rooms:a", "sigh"));
    }

    @Test
    void otherTopicsAndPresenceDoNotWait() {
        send("rooms:a", "shout");
        send("rooms:b", "whisper");
        engine.engine.channels().broadcaster().announce("rooms:a", "presence_diff", Payload.EMPTY_OBJECT);
        client.gets(broadcast("rooms:b", "whisper"), broadcast("rooms:a", "presence_diff"));
        tasks.runAll();
        client.gets(push("1", "rooms:a", "shout"));
    }

    @Test
    void aClientWhoseHandlerNeverComesToItIsTooSlow() {
        TestEngine small = TestEngine.with()
                .on(tasks)
                .intercepting("shout")
                .socket(config -> config.limits(limits -> limits.pendingMessages(3)))
                .start();
        try (small) {
            TestClient slow = small.connect();
            slow.send("1", "1", "rooms:a", "phx_join");
            tasks.runAll();
            slow.transport.take();
            for (String event : List.of("shout", "a", "b", "c", "d", "e")) {
                small.engine.broadcaster().broadcast("rooms:a", event, Map.of());
            }
            tasks.runAll();
            assertEquals(List.of(CloseReason.SLOW), slow.transport.aborts());
            slow.leaveConnection();
            tasks.runAll();
        }
    }
}
