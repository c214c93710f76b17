package org.garuda.channels.core.internal.cluster;

import static org.garuda.channels.core.internal.cluster.TwoNodes.joined;
import static org.garuda.channels.core.internal.fixture.TestClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.core.internal.fixture.MemoryBroker;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** A bus that loses, repeats and holds up messages: what arrives, arrives once and in order, and the rest is counted. */
@Timeout(60)
class FaultyBusTest {

    private static final int MESSAGES = 2000;
    private static final Pattern NUMBER = Pattern.compile("\"publisher\":(\\d+),\"number\":(\\d+)");

    @RepeatedTest(3)
    void everyMessageArrivesOnceAndInOrderOrIsCountedAsMissing() throws InterruptedException {
        long seed = Long.getLong("faulty.seed", System.nanoTime());
        MemoryBroker broker = new MemoryBroker(seed).with(new Random(seed).nextBoolean() ? 1 : 1024, 65_536);
        try (TwoNodes three = new TwoNodes(broker, settings -> settings, 3).know(2)) {
            TestClient listener = joined(three.first(), "rooms:1");
            // The first of each tells where its numbers begin, the last which are missing at the end.
            publish(three, 1, 1);
            eventually("the beginnings are there", () -> listener.transport.count() == 2);
            broker.faulty(3, 3, 20);
            publish(three, 2, MESSAGES);
            broker.faulty(0, 0, 0);
            publish(three, MESSAGES + 1, MESSAGES + 1);
            List<String> frames = new ArrayList<>();
            Map<Integer, Integer> last = new HashMap<>();
            eventually("the ends are there, seed " + seed, () -> {
                frames.addAll(listener.transport.take());
                frames.forEach(frame -> follow(frame, last, seed));
                int count = frames.size();
                frames.clear();
                received += count;
                return last.getOrDefault(1, 0) == MESSAGES + 1 && last.getOrDefault(2, 0) == MESSAGES + 1;
            });
            long missing = 2L * (MESSAGES + 1) - received;
            assertEquals(missing, three.first().count(Counter.BUS_GAPS), "seed " + seed);
            assertTrue(missing > 0, "seed " + seed);
            assertTrue(three.first().count(Counter.BUS_REPEATS) > 0, "seed " + seed);
            eventually("the handler is told", () -> three.first().handler.diary.contains("missed rooms:1"));
        }
    }

    private long received;

    private static void follow(String frame, Map<Integer, Integer> last, long seed) {
        Matcher matcher = NUMBER.matcher(frame);
        if (!matcher.find()) {
            throw new AssertionError(frame);
        }
        int publisher = Integer.parseInt(matcher.group(1));
        int number = Integer.parseInt(matcher.group(2));
        Integer before = last.put(publisher, number);
        if (before != null && number <= before) {
            throw new AssertionError("seed " + seed + ": " + number + " of " + publisher + " after " + before);
        }
    }

    private static void publish(TwoNodes nodes, int from, int to) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int publisher = 1; publisher <= 2; publisher++) {
            TestEngine node = nodes.nodes.get(publisher);
            int number = publisher;
            Thread thread = new Thread(() -> {
                for (int i = from; i <= to; i++) {
                    node.engine
                            .broadcaster()
                            .broadcast("rooms:1", "n", ordered(number, i, i % 100 == 0 ? "x".repeat(150_000) : ""));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Map<String, Object> ordered(int publisher, int number, String text) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("publisher", publisher);
        payload.put("number", number);
        payload.put("text", text);
        return payload;
    }
}
