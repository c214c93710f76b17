package org.garuda.channels.core.internal.cluster;

import static org.garuda.channels.core.internal.cluster.TwoNodes.eventuallyGets;
import static org.garuda.channels.core.internal.cluster.TwoNodes.joined;
import static org.garuda.channels.core.internal.cluster.TwoNodes.status;
import static org.garuda.channels.core.internal.fixture.TestClient.broadcast;
import static org.garuda.channels.core.internal.fixture.TestClient.error;
import static org.garuda.channels.core.internal.fixture.TestClient.eventually;
import static org.garuda.channels.core.internal.fixture.TestClient.push;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.bus.Slots;
import org.garuda.channels.core.internal.fixture.MemoryBroker;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an application says on one node, and what clients of the other hear. */
@Timeout(60)
class ClusterTest {

    private static final String TOPIC = "rooms:1";

    @Test
    void aBroadcastReachesTheSubscribersOfBothNodesOnce() {
        try (TwoNodes two = TwoNodes.start()) {
            TestClient here = joined(two.first(), TOPIC);
            TestClient there = joined(two.second(), TOPIC);
            two.first().engine.broadcaster().broadcast(TOPIC, "news");
            eventuallyGets(there, broadcast(TOPIC, "news"));
            here.gets(broadcast(TOPIC, "news"));
            two.second().engine.broadcaster().broadcast(TOPIC, "more");
            eventuallyGets(here, broadcast(TOPIC, "more"));
            there.gets(broadcast(TOPIC, "more"));
        }
    }

    @Test
    void bytesTravelAsTheyAre() {
        try (TwoNodes two = TwoNodes.start()) {
            TestClient here = joined(two.first(), TOPIC);
            TestClient there = joined(two.second(), TOPIC);
            two.first().engine.broadcaster().broadcast(TOPIC, "bytes", new byte[] {0, (byte) 0xff});
            eventually("it is there", () -> there.transport.count() == 1);
            assertEquals(here.transport.take(), there.transport.take());
        }
    }

    @Test
    void aSenderThatIsLeftOutIsTheOnlyOne() {
        try (TwoNodes two = TwoNodes.start()) {
            TestClient sender = joined(two.first(), TOPIC);
            TestClient beside = joined(two.first(), TOPIC);
            TestClient there = joined(two.second(), TOPIC);
            sender.send("1", "2", TOPIC, "others");
            eventuallyGets(there, broadcast(TOPIC, "others"));
            eventuallyGets(beside, broadcast(TOPIC, "others"));
            sender.getsNothing();
        }
    }

    @Test
    void aLocalBroadcastStaysOnItsNode() {
        try (TwoNodes two = TwoNodes.start()) {
            TestClient here = joined(two.first(), TOPIC);
            TestClient there = joined(two.second(), TOPIC);
            two.first().engine.broadcaster().localBroadcast(TOPIC, "here");
            two.first().engine.broadcaster().broadcast(TOPIC, "everywhere");
            eventuallyGets(there, broadcast(TOPIC, "everywhere"));
            here.gets(broadcast(TOPIC, "here"), broadcast(TOPIC, "everywhere"));
        }
    }

    @Test
    void anInterceptedEventGoesThroughTheHandlerOfTheReceiversNode() {
        try (TwoNodes two = TwoNodes.start()) {
            two.second().handler.onOutgoing = (conn, event) -> conn.push("shouted", Map.of());
            TestClient there = joined(two.second(), TOPIC);
            two.first().engine.broadcaster().broadcast(TOPIC, "shout");
            eventuallyGets(there, push("1", TOPIC, "shouted"));
            assertTrue(two.second().handler.diary.contains("outgoing rooms:1 shout"));
        }
    }

    @Test
    void anIdIsDisconnectedOnWhateverNodeItIs() {
        try (TwoNodes two = TwoNodes.start()) {
            two.nodes.forEach(node -> node.handler.onConnect = handshake -> handshake.identify("users:7"));
            TestClient there = two.second().connect();
            two.first().engine.broadcaster().disconnect("users:7");
            eventually("it is closed", () -> there.transport.closed() != null);
            there.isClosed(CloseReason.DISCONNECTED);
            TestClient another = two.second().connect();
            two.first().engine.broadcaster().broadcast("users:7", "disconnect");
            eventually("so is another, by a broadcast", () -> another.transport.closed() != null);
        }
    }

    @Test
    void anIdThatIsKeptOutComesInNowhereUntilItsTimeIsUp() {
        try (TwoNodes two = TwoNodes.start()) {
            two.nodes.forEach(node -> node.handler.onConnect = handshake -> handshake.identify("users:7"));
            TestClient there = two.second().connect();
            two.first().engine.broadcaster().disconnect("users:7", Duration.ofSeconds(1));
            eventually("it is closed", () -> there.transport.closed() != null);
            for (TestEngine node : two.nodes) {
                HandshakeResult.Refused refused =
                        assertInstanceOf(HandshakeResult.Refused.class, node.knock("vsn=2.0.0"));
                assertEquals(403, refused.status());
                assertEquals(1, node.count(Counter.CLIENTS_KEPT_OUT));
            }
            eventually(
                    "it may come in again", () -> two.second().knock("vsn=2.0.0") instanceof HandshakeResult.Accepted);
        }
    }

    @Test
    void aMessageThatIsTooLargeForTheBrokerTravelsInParts() {
        try (TwoNodes two = TwoNodes.start(new MemoryBroker().with(1024, 65_536))) {
            TestClient here = joined(two.first(), TOPIC);
            TestClient there = joined(two.second(), TOPIC);
            two.first().engine.broadcaster().broadcast(TOPIC, "large", Map.of("text", "x".repeat(500_000)));
            eventually("it is there", () -> there.transport.count() == 1);
            assertEquals(here.transport.take(), there.transport.take());
            assertEquals(0, two.count(Counter.BUS_GAPS));
        }
    }

    @Test
    void oneChannelForAllTopicsIsEnough() {
        try (TwoNodes two = TwoNodes.start(new MemoryBroker().with(1, 65_536))) {
            TestClient there = joined(two.second(), TOPIC);
            two.first().engine.broadcaster().broadcast("rooms:2", "news");
            two.first().engine.broadcaster().broadcast(TOPIC, "news");
            eventuallyGets(there, broadcast(TOPIC, "news"));
        }
    }

    @Test
    void whatNobodyHereListensToIsNotEvenSubscribedTo() {
        try (TwoNodes two = TwoNodes.start()) {
            assertEquals(0, status(two.first()).slots());
            joined(two.first(), TOPIC);
            joined(two.first(), TOPIC);
            assertEquals(1, status(two.first()).slots());
            assertEquals(0, status(two.second()).slots());
        }
    }

    @Test
    void theHandlerIsAskedOnceTheBrokerHasConfirmedTheTopic() {
        MemoryBroker broker = new MemoryBroker();
        try (TwoNodes two = TwoNodes.start(broker)) {
            String slot = "s" + new Slots(1024).of(TOPIC);
            two.first().handler.onJoin = (conn, event) -> {
                assertTrue(two.bus(0).wants(slot));
                conn.allowJoin(event);
            };
            joined(two.first(), TOPIC);
            assertEquals(0, two.count(Counter.JOINS_UNCONFIRMED));
        }
    }

    @Test
    void withoutABrokerAJoinGoesOnAfterASecond() {
        MemoryBroker broker = new MemoryBroker();
        broker.goesDown();
        try (TwoNodes two = new TwoNodes(broker, settings -> settings)) {
            long start = System.nanoTime();
            TestClient client = joined(two.first(), TOPIC);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(millis >= 900 && millis < 5000, () -> "it took " + millis + " ms");
            assertEquals(1, two.first().count(Counter.JOINS_UNCONFIRMED));
            assertFalse(two.first().engine.broadcaster().isReady());
            assertEquals("down", status(two.first()).bus());
            two.first().engine.broadcaster().broadcast(TOPIC, "news");
            client.gets(broadcast(TOPIC, "news"));
            broker.comesBack();
            two.know(1);
            two.second().engine.broadcaster().broadcast(TOPIC, "back");
            eventuallyGets(client, broadcast(TOPIC, "back"));
        }
    }

    @Test
    void whereTheBrokerIsRequiredAJoinWithoutItIsRefused() {
        MemoryBroker broker = new MemoryBroker();
        broker.goesDown();
        try (TwoNodes two = new TwoNodes(broker, settings -> settings.bus(bus -> bus.required(true)))) {
            TestClient client = two.first().connect();
            client.send("1", "1", TOPIC, "phx_join").heartbeat("2");
            eventually("both are answered", () -> client.transport.count() == 2);
            assertTrue(client.transport.take().contains(error("1", "1", TOPIC, "unavailable")));
            assertFalse(two.first().handler.diary.contains("join rooms:1"));
            broker.comesBack();
            two.know(1);
            joined(two.first(), TOPIC);
        }
    }

    @Test
    void aClientThatGoesWhileItsJoinWaitsLeavesNothingBehind() {
        MemoryBroker broker = new MemoryBroker();
        broker.goesDown();
        try (TwoNodes two = new TwoNodes(broker, settings -> settings)) {
            TestClient client = two.first().connect();
            client.send("1", "1", TOPIC, "phx_join");
            client.leaveConnection();
            eventually("nobody is left", () -> two.first().engine.inventory().equals(TestEngine.NOBODY));
            assertFalse(two.first().handler.diary.contains("join rooms:1"));
        }
    }

    @Test
    void aChannelThatTheBrokerRefusesIsCountedAndHoldsUpNobodyForLong() {
        try (TwoNodes two = TwoNodes.start()) {
            two.bus(0).refuse("s");
            joined(two.first(), TOPIC);
            assertTrue(two.first().count(Counter.BUS_SUBSCRIPTIONS_REFUSED) >= 1);
            assertEquals(1, two.first().count(Counter.JOINS_UNCONFIRMED));
        }
    }

    @Test
    void aBrokerThatGoesAwayCostsNobodyAnythingButMessages() {
        try (TwoNodes two = TwoNodes.start()) {
            TestClient here = joined(two.first(), TOPIC);
            TestClient there = joined(two.second(), TOPIC);
            two.second().engine.broadcaster().broadcast(TOPIC, "before");
            eventuallyGets(here, broadcast(TOPIC, "before"));
            there.gets(broadcast(TOPIC, "before"));
            two.broker.goesDown();
            eventually(
                    "both know",
                    () -> two.nodes.stream().allMatch(node -> status(node).bus().equals("down")));
            assertTrue(two.first().engine.broadcaster().isReady());
            two.second().engine.broadcaster().broadcast(TOPIC, "lost");
            there.gets(broadcast(TOPIC, "lost"));
            assertEquals(1, status(two.first()).members());
            two.broker.comesBack();
            eventually(
                    "both are up",
                    () -> two.nodes.stream().allMatch(node -> status(node).bus().equals("up")));
            assertEquals(1, status(two.first()).members());
            two.second().engine.broadcaster().broadcast(TOPIC, "after");
            eventuallyGets(here, broadcast(TOPIC, "after"));
            assertEquals(1, two.first().count(Counter.BUS_GAPS));
            assertEquals(1, two.second().count(Counter.BUS_DROPPED_OUT));
            eventually("the handler knows", () -> two.first().handler.diary.contains("missed rooms:1"));
            assertFalse(two.second().handler.diary.contains("missed rooms:1"));
        }
    }

    @Test
    void aNodeThatHearsNothingKnowsItAndHoldsItAgainstNobody() {
        try (TwoNodes two = TwoNodes.start()) {
            two.bus(0).deaf(true);
            eventually("it is deaf", () -> status(two.first()).bus().equals("deaf"));
            assertEquals(1, status(two.first()).members());
            two.bus(0).deaf(false);
            eventually("it hears again", () -> status(two.first()).bus().equals("up"));
            assertEquals(1, status(two.first()).members());
        }
    }

    @Test
    void aNodeThatIsCutOffIsGoneForTheOthersAndBackWhenItIsBack() {
        try (TwoNodes two = TwoNodes.start()) {
            two.bus(0).cut("a cable");
            eventually("it is gone", () -> status(two.second()).members() == 0);
            assertEquals(1, status(two.first()).members());
            two.bus(0).connect();
            eventually("it is back", () -> status(two.second()).members() == 1);
        }
    }

    @Test
    void aNodeThatStopsSaysGoodbye() {
        try (TwoNodes two = TwoNodes.start()) {
            long start = System.nanoTime();
            two.first().close();
            eventually("it is gone", () -> status(two.second()).members() == 0);
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2));
        }
    }

    @Test
    void twoNodesOfOneNameAreCounted() {
        MemoryBroker broker = new MemoryBroker();
        try (TwoNodes two = new TwoNodes(broker, settings -> settings.bus(bus -> bus.name("same"))).know(1)) {
            eventually("they know", () -> status(two.first()).namesakes() == 1);
            eventually("so does the other", () -> status(two.second()).namesakes() == 1);
        }
    }

    @Test
    void nodesThatDivideTopicsOtherwiseKnowIt() {
        MemoryBroker broker = new MemoryBroker();
        try (TwoNodes one = new TwoNodes(broker.with(512, 65_536), settings -> settings, 1);
                TwoNodes other = new TwoNodes(broker.with(1024, 65_536), settings -> settings, 1)) {
            eventually("one knows", () -> status(one.first()).strangers() == 1);
            eventually("so does the other", () -> status(other.first()).strangers() == 1);
        }
    }

    @Test
    void whatNobodySpeaksIsSaidAtTheStart() {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> TestEngine.with()
                        .node(node -> node.bus(bus -> bus.url("carrier-pigeon://secret@roof")))
                        .start());
        assertEquals(
                "channels.bus names a broker of kind \"carrier-pigeon\", and nothing here can speak with one; add the"
                        + " module for it to the application, such as garuda-channels-redis, or give the server a"
                        + " BusProvider",
                refused.getMessage());
    }

    @Test
    void withoutABusThereIsNoClusterAndTheNodeIsReady() {
        try (TestEngine alone = TestEngine.start()) {
            assertNull(alone.engine.cluster());
            assertTrue(alone.engine.broadcaster().isReady());
            alone.engine.broadcaster().broadcast(ChannelEvent.of(TOPIC, "news", Map.of()));
        }
    }
}
