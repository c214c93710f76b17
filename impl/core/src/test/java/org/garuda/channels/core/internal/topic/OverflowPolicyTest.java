package org.garuda.channels.core.internal.topic;

import static org.garuda.channels.core.internal.fixture.TestClient.broadcast;
import static org.garuda.channels.core.internal.fixture.TestClient.close;
import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.garuda.channels.core.internal.fixture.TestClient.push;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.config.OverflowPolicy;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.Test;

/** What a topic's policy does with broadcasts that find no room; everything else is kept, or the client closed. */
class OverflowPolicyTest {

    private static final String ROOM = "rooms:1";
    private static final OverflowPolicy BY_SYMBOL =
            OverflowPolicy.conflate(event -> event.payload().asJsonObject().getString("symbol"));

    @Test
    void theOldestBroadcastMakesRoom() {
        try (TestEngine engine = with(3, OverflowPolicy.dropOldest())) {
            TestClient slow = blocked(engine);
            broadcasts(engine, "a", "b", "c", "d", "e");
            slow.transport.unblock();
            slow.gets(broadcast(ROOM, "c"), broadcast(ROOM, "d"), broadcast(ROOM, "e"))
                    .isOpen();
            assertEquals(2, engine.count(Counter.BROADCASTS_DROPPED));
        }
    }

    @Test
    void repliesAndPushesStayWhenTheOldestBroadcastMakesRoom() {
        try (TestEngine engine = with(4, OverflowPolicy.dropOldest())) {
            TestClient slow = blocked(engine);
            slow.send("1", "r", ROOM, "echo").send("1", null, ROOM, "push");
            broadcasts(engine, "a", "b", "c");
            slow.transport.unblock();
            slow.gets(ok("1", "r", ROOM), push("1", ROOM, "push"), broadcast(ROOM, "b"), broadcast(ROOM, "c"));
        }
    }

    @Test
    void aBroadcastIsLeftOutWhenOnlyRepliesWait() {
        try (TestEngine engine = with(1, OverflowPolicy.dropOldest())) {
            TestClient slow = blocked(engine);
            slow.send("1", "r", ROOM, "echo");
            broadcasts(engine, "a");
            slow.transport.unblock();
            slow.gets(ok("1", "r", ROOM)).isOpen();
            assertEquals(1, engine.count(Counter.BROADCASTS_DROPPED));
        }
    }

    @Test
    void asManyOldBroadcastsGoAsTheBytesOfANewOneNeed() {
        OverflowPolicy policy = OverflowPolicy.dropOldest();
        try (TestEngine engine = TestEngine.with()
                .socket(config -> config.outbox(limits -> limits.bytes(100).overflow("rooms:*", policy)))
                .start()) {
            TestClient slow = blocked(engine);
            broadcasts(engine, "a", "b");
            engine.engine.broadcaster().broadcast(ROOM, "big", Map.of("body", "x".repeat(200)));
            broadcasts(engine, "c");
            slow.transport.unblock();
            slow.gets(broadcast(ROOM, "c"));
            assertEquals(3, engine.count(Counter.BROADCASTS_DROPPED));
        }
    }

    @Test
    void theNewestBroadcastIsLeftOut() {
        try (TestEngine engine = with(2, OverflowPolicy.dropNewest())) {
            TestClient slow = blocked(engine);
            broadcasts(engine, "a", "b", "c");
            slow.transport.unblock();
            slow.gets(broadcast(ROOM, "a"), broadcast(ROOM, "b")).isOpen();
            assertEquals(1, engine.count(Counter.BROADCASTS_DROPPED));
        }
    }

    @Test
    void aNewerValueTakesThePlaceOfAnOlderOneWithTheSameKey() {
        try (TestEngine engine = with(100, BY_SYMBOL)) {
            TestClient slow = blocked(engine);
            price(engine, "X", 1);
            price(engine, "Y", 1);
            price(engine, "X", 2);
            slow.transport.unblock();
            slow.gets(priced("X", 2), priced("Y", 1)).isOpen();
            assertEquals(1, engine.count(Counter.BROADCASTS_DROPPED));
            price(engine, "X", 3);
            slow.gets(priced("X", 3));
        }
    }

    @Test
    void theSameKeyOnAnotherTopicIsAnotherValue() {
        try (TestEngine engine = with(100, BY_SYMBOL)) {
            TestClient slow = engine.connect().join("1", ROOM).join("2", "rooms:2");
            slow.transport.block();
            price(engine, "X", 1);
            engine.engine.broadcaster().broadcast("rooms:2", "price", Map.of("symbol", "X"));
            slow.transport.unblock();
            slow.gets(priced("X", 1), "[null,null,\"rooms:2\",\"price\",{\"symbol\":\"X\"}]");
        }
    }

    @Test
    void aClientWithMoreKeysThanRoomIsClosedAsSlow() {
        try (TestEngine engine = with(2, BY_SYMBOL)) {
            TestClient slow = blocked(engine);
            price(engine, "X", 1);
            price(engine, "Y", 1);
            price(engine, "Y", 2);
            assertEquals(List.of(), slow.transport.aborts());
            price(engine, "Z", 1);
            assertEquals(List.of(CloseReason.SLOW), slow.transport.aborts());
        }
    }

    @Test
    void aKeyThatCannotBeFoundLosesNoBroadcast() {
        try (TestEngine engine = with(10, BY_SYMBOL)) {
            TestClient slow = blocked(engine);
            broadcasts(engine, "a", "b"); // Their payload has no symbol.
            slow.transport.unblock();
            slow.gets(broadcast(ROOM, "a"), broadcast(ROOM, "b")).isOpen();
        }
    }

    @Test
    void broadcastsThatMayBeDroppedAreDroppedWhenTheyAreTooOldAndTheClientStays() {
        try (TestEngine engine = with(100, OverflowPolicy.dropOldest())) {
            TestClient slow = blocked(engine);
            broadcasts(engine, "old", "old too");
            engine.pass(Duration.ofSeconds(9));
            broadcasts(engine, "young");
            engine.pass(Duration.ofSeconds(2));
            slow.transport.unblock();
            slow.gets(broadcast(ROOM, "young")).isOpen();
            assertEquals(2, engine.count(Counter.BROADCASTS_DROPPED));
        }
    }

    @Test
    void theEndOfAChannelIsNeverDropped() {
        try (TestEngine engine = with(2, OverflowPolicy.dropOldest())) {
            TestClient slow = blocked(engine);
            broadcasts(engine, "a", "b");
            slow.send("1", null, ROOM, "stop");
            slow.transport.unblock();
            slow.gets(broadcast(ROOM, "a"), broadcast(ROOM, "b"), close("1", ROOM));
        }
    }

    @Test
    void whatIsAnnouncedIsNeverDroppedThoughTheTopicMayDropBroadcasts() {
        try (TestEngine engine = with(2, OverflowPolicy.dropNewest())) {
            TestClient slow = blocked(engine);
            broadcasts(engine, "a", "b");
            engine.engine.channels().broadcaster().announce(ROOM, "presence_diff", Payload.EMPTY_OBJECT);
            assertEquals(List.of(CloseReason.SLOW), slow.transport.aborts());
        }
    }

    @Test
    void theMostSpecificPatternDecides() {
        try (TestEngine engine = TestEngine.with()
                .socket(config -> config.outbox(limits -> limits.messages(1)
                        .overflow("rooms:*", OverflowPolicy.disconnect())
                        .overflow(ROOM, OverflowPolicy.dropNewest())
                        .overflow("*", OverflowPolicy.disconnect())))
                .start()) {
            TestClient slow = blocked(engine);
            broadcasts(engine, "a", "b");
            slow.transport.unblock();
            slow.gets(broadcast(ROOM, "a")).isOpen();
        }
    }

    @Test
    void aBadPatternIsRefusedWithItsNameWhenTheSocketIsMade() {
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class,
                () -> TestEngine.with()
                        .socket(config -> config.outbox(limits -> limits.overflow("a*b", OverflowPolicy.dropNewest())))
                        .start());
        assertEquals(true, error.getMessage().contains("\"a*b\""), error.getMessage());
    }

    private static TestEngine with(int messages, OverflowPolicy policy) {
        return TestEngine.with()
                .socket(config ->
                        config.outbox(limits -> limits.messages(messages).overflow("rooms:*", policy)))
                .start();
    }

    private static TestClient blocked(TestEngine engine) {
        TestClient client = engine.connect().join("1", ROOM);
        client.transport.block();
        return client;
    }

    private static void broadcasts(TestEngine engine, String... events) {
        for (String event : events) {
            engine.engine.broadcaster().broadcast(ChannelEvent.of(ROOM, event));
        }
    }

    private static void price(TestEngine engine, String symbol, int value) {
        engine.engine.broadcaster().broadcast(ROOM, "price", new Price(symbol, value));
    }

    private static String priced(String symbol, int value) {
        return "[null,null,\"" + ROOM + "\",\"price\",{\"symbol\":\"" + symbol + "\",\"value\":" + value + "}]";
    }

    /** A payload. */
    public record Price(String symbol, int value) {}
}
