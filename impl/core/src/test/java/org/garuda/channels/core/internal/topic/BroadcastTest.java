package org.garuda.channels.core.internal.topic;

import static org.garuda.channels.core.internal.fixture.TestClient.broadcast;
import static org.garuda.channels.core.internal.fixture.TestClient.push;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.junit.jupiter.api.Test;

/** A broadcast reaches the subscribers of its topic, and them alone. */
class BroadcastTest {

    @Test
    void aBroadcastReachesEachSubscriberInItsVersionAndNobodyElse() {
        try (TestEngine engine = TestEngine.start()) {
            TestClient v2 = engine.connect().join("1", "rooms:a");
            TestClient v1 = engine.connectV1();
            v1.send("{\"topic\":\"rooms:a\",\"event\":\"phx_join\",\"payload\":{},\"ref\":\"1\"}");
            v1.transport.take();
            TestClient elsewhere = engine.connect().join("1", "rooms:b");
            engine.engine.broadcaster().broadcast("rooms:a", "news", Map.of("n", 1));
            v2.gets("[null,null,\"rooms:a\",\"news\",{\"n\":1}]");
            assertEquals(
                    1,
                    v1.transport.take().stream()
                            .filter(frame -> frame.contains("\"news\"") && frame.startsWith("{"))
                            .count());
            elsewhere.getsNothing();
            assertEquals(2, engine.count(Counter.DELIVERIES));
        }
    }

    @Test
    void broadcastFromLeavesItsSenderOut() {
        try (TestEngine engine = TestEngine.start()) {
            TestClient sender = engine.connect().join("1", "rooms:a");
            TestClient other = engine.connect().join("1", "rooms:a");
            sender.send("1", null, "rooms:a", "others").getsNothing();
            other.gets(broadcast("rooms:a", "others"));
        }
    }

    @Test
    void aBroadcastInsideAHandlerReachesTheSenderBehindWhatItWasSentBefore() {
        try (TestEngine engine = TestEngine.start()) {
            TestClient client = engine.connect().join("1", "rooms:a");
            engine.handler.onMessage = (conn, event) -> {
                conn.push("first", Map.of());
                conn.broadcast("second", Map.of());
                conn.replyOk(event, Map.of());
                conn.push("third", Map.of());
            };
            client.send("1", "2", "rooms:a", "go")
                    .gets(
                            push("1", "rooms:a", "first"),
                            broadcast("rooms:a", "second"),
                            TestClient.ok("1", "2", "rooms:a"),
                            push("1", "rooms:a", "third"));
        }
    }

    @Test
    void aPayloadThatIsNoObjectIsRefusedBeforeAnybodyGetsAnything() {
        try (TestEngine engine = TestEngine.start()) {
            TestClient client = engine.connect().join("1", "rooms:a");
            ChannelBroadcaster broadcaster = engine.engine.broadcaster();
            assertThrows(IllegalArgumentException.class, () -> broadcaster.broadcast("rooms:a", "news", List.of(1, 2)));
            assertThrows(IllegalArgumentException.class, () -> broadcaster.broadcast("rooms:a", "news", "text"));
            client.getsNothing();
        }
    }

    @Test
    void whoHasLeftGetsNoMore() {
        try (TestEngine engine = TestEngine.start()) {
            TestClient leaver = engine.connect().join("1", "rooms:a");
            leaver.send("1", "2", "rooms:a", "phx_leave");
            leaver.transport.take();
            engine.engine.broadcaster().broadcast(ChannelEvent.of("rooms:a", "news"));
            leaver.getsNothing();
            assertEquals(0, engine.engine.broadcaster().subscribers("rooms:a"));
        }
    }

    @Test
    void anInterceptedBroadcastIsWhatEachReceiversHandlerMakesOfIt() {
        try (TestEngine engine = TestEngine.with().intercepting("shout").start()) {
            engine.handler.onJoin = (conn, event) -> {
                conn.assigns().put("name", event.joinRef());
                conn.allowJoin(event);
            };
            engine.handler.onOutgoing = BroadcastTest::pushWithName;
            TestClient one = engine.connect().join("1", "rooms:a");
            TestClient two = engine.connect().join("2", "rooms:a");
            engine.engine.broadcaster().broadcast(ChannelEvent.of("rooms:a", "shout"));
            one.gets("[\"1\",null,\"rooms:a\",\"shout\",{\"to\":\"1\"}]");
            two.gets("[\"2\",null,\"rooms:a\",\"shout\",{\"to\":\"2\"}]");
            engine.engine.broadcaster().broadcast(ChannelEvent.of("rooms:a", "whisper"));
            one.gets(broadcast("rooms:a", "whisper"));
        }
    }

    @Test
    void aReceiverWhoseInterceptionThrowsCrashesAloneAndTheOthersGetTheirs() {
        try (TestEngine engine = TestEngine.with().intercepting("shout").start()) {
            TestClient one = engine.connect().join("1", "rooms:a");
            TestClient two = engine.connect().join("2", "rooms:a");
            boolean[] first = {true};
            engine.handler.onOutgoing = (conn, event) -> {
                if (first[0]) {
                    first[0] = false;
                    throw new IllegalStateException("on demand");
                }
                conn.push(event);
            };
            engine.engine.broadcaster().broadcast(ChannelEvent.of("rooms:a", "shout"));
            List<String> got =
                    List.of(one.transport.take().get(0), two.transport.take().get(0));
            assertEquals(
                    1, got.stream().filter(frame -> frame.contains("phx_error")).count(), got.toString());
            assertEquals(
                    1, got.stream().filter(frame -> frame.contains("\"shout\"")).count(), got.toString());
        }
    }

    private static void pushWithName(ChannelConn conn, ChannelEvent event) {
        conn.push(event.event(), Map.of("to", conn.assigns().get("name")));
    }

    @Test
    void aSenderOfAnotherServerIsRefusedAndOneThatIsGoneIsNot() {
        AtomicReference<ChannelClient> foreign = new AtomicReference<>();
        AtomicReference<ChannelClient> own = new AtomicReference<>();
        try (TestEngine here = TestEngine.start();
                TestEngine there = TestEngine.start()) {
            there.handler.onConnect = handshake -> foreign.set(handshake.client());
            here.handler.onConnect = handshake -> own.set(handshake.client());
            there.connect();
            TestClient other = here.connect().join("1", "rooms:a");
            here.connect().protocol.gone();
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class,
                    () -> here.engine.broadcaster().broadcastFrom(foreign.get(), "rooms:a", "said"));
            assertTrue(String.valueOf(e.getMessage()).contains("another server"), e.getMessage());
            other.getsNothing();
            here.engine.broadcaster().broadcastFrom(own.get(), "rooms:a", "said");
            other.gets("[null,null,\"rooms:a\",\"said\",{}]");
        }
    }
}
