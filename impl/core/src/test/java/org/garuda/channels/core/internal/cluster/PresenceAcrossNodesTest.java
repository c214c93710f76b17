package org.garuda.channels.core.internal.cluster;

import static org.garuda.channels.core.internal.cluster.TwoNodes.eventuallyLists;
import static org.garuda.channels.core.internal.cluster.TwoNodes.joined;
import static org.garuda.channels.core.internal.cluster.TwoNodes.status;
import static org.garuda.channels.core.internal.fixture.TestClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.fixture.MemoryBroker;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.presence.PresenceHandle;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is on a topic, whatever node they are on. */
@Timeout(120)
class PresenceAcrossNodesTest {

    private static final String TOPIC = "rooms:1";

    @Test
    void whoComesAndGoesOnOneNodeDoesSoOnTheOther() {
        try (TwoNodes two = TwoNodes.start()) {
            TestClient there = joined(two.second(), TOPIC);
            PresenceHandle ada = two.first().presence.track(TOPIC, "ada", Map.of("device", "web"));
            eventuallyLists(two.second(), TOPIC, "ada");
            eventually("a diff of it", () -> there.transport.count() == 1);
            assertTrue(there.transport.take().get(0).contains("presence_diff"));
            ada.close();
            eventuallyLists(two.second(), TOPIC);
            eventually("a diff of that too", () -> there.transport.count() == 1);
        }
    }

    @Test
    void theMetaIsTheSameOnAllNodes() {
        try (TwoNodes two = TwoNodes.start()) {
            PresenceHandle ada = two.first().presence.track(TOPIC, "ada", Map.of("device", "web"));
            ada.update(Map.of("device", "phone"));
            eventually(
                    "they are the same",
                    () -> two.first()
                            .presence
                            .list(TOPIC)
                            .toString()
                            .equals(two.second().presence.list(TOPIC).toString()));
        }
    }

    @Test
    void aNodeThatComesLaterIsNotReadyBeforeItKnowsEverybody() {
        try (TwoNodes two = TwoNodes.start()) {
            for (int i = 0; i < 3000; i++) {
                two.first().presence.track(TOPIC, "user-" + i, Map.of());
            }
            try (TestEngine third = TestEngine.with()
                    .over(two.broker)
                    .onRealThreads()
                    .node(node -> node.bus(bus -> bus.url("memory:it")))
                    .start()) {
                third.engine.start();
                eventually("it is ready", third.engine.broadcaster()::isReady);
                assertEquals(3000, third.presence.list(TOPIC).size());
                assertEquals(3000, status(third).remoteEntries());
            }
        }
    }

    @Test
    void whoIsOnANodeThatIsCutOffIsGoneAndComesBackWithIt() {
        try (TwoNodes two = TwoNodes.start()) {
            two.first().presence.track(TOPIC, "ada", Map.of());
            two.second().presence.track(TOPIC, "bob", Map.of());
            eventuallyLists(two.second(), TOPIC, "ada", "bob");
            eventuallyLists(two.first(), TOPIC, "ada", "bob");
            two.bus(0).cut("a cable");
            eventuallyLists(two.second(), TOPIC, "bob");
            assertEquals(2, two.first().presence.list(TOPIC).size());
            two.first().presence.track(TOPIC, "eve", Map.of());
            two.bus(0).connect();
            eventuallyLists(two.second(), TOPIC, "ada", "bob", "eve");
            assertEquals(3, two.first().presence.list(TOPIC).size());
        }
    }

    @Test
    void aBrokerThatIsAwayTakesNobodyOffTheListAndHidesNothingForLong() {
        try (TwoNodes two = TwoNodes.start()) {
            PresenceHandle ada = two.first().presence.track(TOPIC, "ada", Map.of());
            eventuallyLists(two.second(), TOPIC, "ada");
            TestClient there = joined(two.second(), TOPIC);
            two.broker.goesDown();
            ada.close();
            two.first().presence.track(TOPIC, "bob", Map.of());
            eventually(
                    "both know",
                    () -> two.nodes.stream().allMatch(node -> status(node).bus().equals("down")));
            assertEquals(1, two.second().presence.list(TOPIC).size());
            two.broker.comesBack();
            eventuallyLists(two.second(), TOPIC, "bob");
            eventually("one diff of both", () -> there.transport.count() == 1);
        }
    }

    @Test
    void aNodeThatStopsTakesItsPeopleWithItAtOnce() {
        try (TwoNodes two = TwoNodes.start()) {
            two.first().presence.track(TOPIC, "ada", Map.of());
            eventuallyLists(two.second(), TOPIC, "ada");
            long start = System.nanoTime();
            two.first().close();
            eventuallyLists(two.second(), TOPIC);
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2));
        }
    }

    /** Three nodes on a bus that loses, repeats and holds up: in the end the lists are the same. */
    @RepeatedTest(2)
    void whateverTheBusLosesTheListsAreTheSameInTheEnd() throws InterruptedException {
        long seed = Long.getLong("faulty.seed", System.nanoTime());
        Random random = new Random(seed);
        MemoryBroker broker = new MemoryBroker(seed).with(1024, 65_536);
        try (TwoNodes three = new TwoNodes(broker, settings -> settings, 3).know(2)) {
            broker.faulty(10, 10, 50);
            List<PresenceHandle> tracked = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                TestEngine node = three.nodes.get(random.nextInt(3));
                if (!tracked.isEmpty() && random.nextInt(3) == 0) {
                    tracked.remove(random.nextInt(tracked.size())).close();
                } else {
                    tracked.add(node.presence.track("rooms:" + random.nextInt(3), "user-" + i, Map.of("n", i)));
                }
                if (random.nextInt(20) == 0) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(40));
                }
            }
            broker.faulty(0, 0, 0);
            for (int topic = 0; topic < 3; topic++) {
                String name = "rooms:" + topic;
                List<String> there = tracked.stream()
                        .filter(handle -> handle.topic().equals(name))
                        .map(PresenceHandle::key)
                        .sorted()
                        .toList();
                for (TestEngine node : three.nodes) {
                    eventually(
                            "the lists are the same, seed " + seed,
                            () -> node.presence.list(name).keySet().stream()
                                    .sorted()
                                    .toList()
                                    .equals(there));
                }
            }
        }
    }
}
