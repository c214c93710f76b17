package org.garuda.channels.tck.kit.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.presence.PresenceEntry;
import org.garuda.channels.presence.PresenceHandle;
import org.garuda.channels.presence.PresenceListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random life on many topics. Clients read late or not at all for a while, and what the server leaves to other threads
 * is done at random moments, so that lists, diffs and ends meet in every order. Another node's entries come and go too.
 * At each quiet point all clients, whose side is stock phoenix.js in Node, must have the server's list, with each key's
 * metas in its order, and the list must be what the model says.
 */
class PresenceModelTest {

    private static final int OPERATIONS = 50_000;
    private static final int TOPICS = 20;
    private static final int CLIENTS = 200;
    private static final int USERS = 120;
    private static final int MOST_TABS = 5;

    /** The crashes here are wanted; the field keeps the setting alive. */
    private static final Logger CRASHES = Logger.getLogger("org.garuda.channels.core.internal.channel.CrashReport");

    private final LaterExecutor later = new LaterExecutor();

    /** Stands still, so that everything may be on its way for any time. */
    private final AtomicLong clock = new AtomicLong();

    private final Rig rig = new Rig(CallbackExecutor.on(later), clock::get);
    private final List<Browser> browsers = new ArrayList<>();
    private final List<PresenceHandle> jobs = new ArrayList<>();

    /** By topic and key, how many metas. */
    private final Map<String, Map<String, Integer>> truth = new TreeMap<>();

    private final Map<Browser, Map<String, Map<String, Integer>>> tracked = new HashMap<>();
    private final RemoteNode remote = new RemoteNode(rig.presence);
    private final Bookkeeper bookkeeper = new Bookkeeper();
    private int quietPoints;
    private long listsCompared;

    @BeforeAll
    static void keepQuiet() {
        CRASHES.setLevel(Level.SEVERE);
    }

    @AfterAll
    static void speakAgain() {
        CRASHES.setLevel(null);
    }

    @Test
    void everyClientsListIsTheServersListIsTheTruth() throws IOException {
        try (PhoenixClients clients = new PhoenixClients()) {
            live(clients);
        }
    }

    private void live(PhoenixClients clients) throws IOException {
        long seed = Long.getLong("presence.seed", System.nanoTime());
        System.out.println("PresenceModelTest: -Dpresence.seed=" + seed);
        Random random = new Random(seed);
        // Details are fetched on these topics, so that clients are told in the executor's time.
        rig.presence.fetchWith("t1*", (topic, entries) -> Map.of());
        rig.presence.listen("t*", bookkeeper);
        for (int i = 0; i < CLIENTS; i++) {
            String user = "u" + i % USERS;
            browsers.add(new Browser("c" + i, user, rig.visitor(user), clients));
        }
        for (int operation = 0; operation < OPERATIONS; operation++) {
            step(random);
            if (random.nextInt(200) == 0) {
                compare(clients, seed, operation);
            }
        }
        compare(clients, seed, OPERATIONS);
        System.out.println("PresenceModelTest: " + quietPoints + " quiet points, " + listsCompared + " lists compared");
        assertTrue(listsCompared > 50_000, "too few lists were compared: " + listsCompared);
        clear(seed);
    }

    private void step(Random random) {
        Browser browser = browsers.get(random.nextInt(browsers.size()));
        String topic = "t" + random.nextInt(TOPICS);
        if (random.nextInt(30) == 0) {
            remote.step(random, topic, "u" + random.nextInt(USERS));
        }
        boolean there = browser.tabs.containsKey(topic) && browser.tabs.get(topic).open;
        int die = random.nextInt(100);
        if (die < 12) {
            later.runAny(random);
        } else if (die < 20) {
            browser.read();
        } else if (die < 25) {
            browser.stall();
        } else if (die < 27) {
            browser.reconnect(rig.visitor(browser.user));
            Map<String, Map<String, Integer>> mine = tracked.computeIfAbsent(browser, none -> new HashMap<>());
            mine.clear();
            browser.tabs.keySet().forEach(joined -> mine.put(joined, one(browser.user)));
        } else if (die < 28) {
            garbage(browser);
        } else if (die < 30) {
            job(random, topic);
        } else if (!there) {
            if (browser.tabs.size() == MOST_TABS) {
                topic = browser.tabs.keySet().iterator().next();
            }
            join(random, browser, topic);
        } else {
            onTopic(random, browser, topic, die);
        }
    }

    private void onTopic(Random random, Browser browser, String topic, int die) {
        Map<String, Integer> metas = mine(browser).getOrDefault(topic, Map.of());
        boolean tracking = metas.containsKey(browser.user);
        if (die < 60 && tracking) {
            browser.say(topic, "update", "{\"n\":" + random.nextInt(1000) + "}");
        } else if (die < 66) {
            browser.say(topic, tracking ? "untrack" : "track", "{\"device\":0}");
            if (tracking) {
                metas.remove(browser.user);
            } else {
                metas.put(browser.user, 1);
            }
        } else if (die < 70) {
            browser.say(topic, "state", "{}");
        } else if (die < 73 && !metas.containsKey("also " + browser.user)) {
            browser.say(topic, "also", "{\"second\":true}");
            metas.put("also " + browser.user, 1);
        } else if (die < 78) {
            browser.say(topic, "crash", "{}");
            browser.tabs.get(topic).open = false;
            mine(browser).remove(topic);
        } else if (die < 81) {
            browser.say(topic, "close", "{}");
            browser.tabs.get(topic).open = false;
            mine(browser).remove(topic);
        } else if (die < 85) {
            join(random, browser, topic);
        } else {
            browser.leave(topic);
            mine(browser).remove(topic);
        }
    }

    private void join(Random random, Browser browser, String topic) {
        browser.join(topic, random.nextInt(3) == 0);
        mine(browser).put(topic, one(browser.user));
    }

    private void garbage(Browser browser) {
        browser.garbage();
        mine(browser).clear();
        browser.reconnect(rig.visitor(browser.user));
        browser.tabs.keySet().forEach(joined -> mine(browser).put(joined, one(browser.user)));
    }

    private void job(Random random, String topic) {
        if (jobs.size() > 30) {
            jobs.remove(random.nextInt(jobs.size())).close();
        } else {
            jobs.add(rig.presence.track(topic, "job", Map.of("n", random.nextInt(100))));
        }
    }

    private void compare(PhoenixClients clients, long seed, int operation) throws IOException {
        quietPoints++;
        later.runAll();
        browsers.forEach(Browser::read);
        count();
        Map<String, String> lists = new TreeMap<>();
        for (int i = 0; i < TOPICS; i++) {
            String topic = "t" + i;
            String where = topic + " after operation " + operation + ", seed " + seed;
            Map<String, List<JsonObject>> server = server(topic);
            assertEquals(truth.getOrDefault(topic, Map.of()), sizes(server), where);
            assertEquals(server.keySet(), bookkeeper.here.getOrDefault(topic, Set.of()), where);
            lists.put(topic, json(server));
        }
        long open = browsers.stream()
                .flatMap(browser -> browser.tabs.values().stream())
                .filter(tab -> tab.open)
                .count();
        assertEquals("same " + open, clients.compare(lists), "after operation " + operation + ", seed " + seed);
        listsCompared += open;
    }

    private void clear(long seed) {
        jobs.forEach(PresenceHandle::close);
        rig.presence.drop(RemoteNode.NAME);
        browsers.forEach(browser -> List.copyOf(browser.tabs.keySet()).forEach(browser::leave));
        later.runAll();
        clock.set(TimeUnit.MINUTES.toNanos(2));
        rig.engine.sweepOnce();
        assertEquals(0, rig.presence.topicCount(), "topics are left over, seed " + seed);
    }

    private void count() {
        truth.clear();
        tracked.values()
                .forEach(topics -> topics.forEach((topic, metas) -> metas.forEach((key, number) ->
                        truth.computeIfAbsent(topic, none -> new TreeMap<>()).merge(key, number, Integer::sum))));
        jobs.forEach(job ->
                truth.computeIfAbsent(job.topic(), none -> new TreeMap<>()).merge("job", 1, Integer::sum));
        remote.present()
                .forEach(entry -> truth.computeIfAbsent(entry.topic(), none -> new TreeMap<>())
                        .merge(entry.key(), 1, Integer::sum));
        truth.values().removeIf(Map::isEmpty);
    }

    private Map<String, List<JsonObject>> server(String topic) {
        Map<String, List<JsonObject>> list = new TreeMap<>();
        rig.presence.list(topic).forEach((key, entry) -> list.put(key, entry.metas()));
        return list;
    }

    private static String json(Map<String, List<JsonObject>> list) {
        return list.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Map<String, Integer> sizes(Map<String, List<JsonObject>> list) {
        Map<String, Integer> sizes = new TreeMap<>();
        list.forEach((key, metas) -> sizes.put(key, metas.size()));
        return sizes;
    }

    private Map<String, Map<String, Integer>> mine(Browser browser) {
        return tracked.computeIfAbsent(browser, none -> new HashMap<>());
    }

    private static Map<String, Integer> one(String key) {
        Map<String, Integer> metas = new LinkedHashMap<>();
        metas.put(key, 1);
        return metas;
    }

    /** Notes who is there from what a listener is told. */
    private static final class Bookkeeper implements PresenceListener {
        private final Map<String, Set<String>> here = new HashMap<>();

        @Override
        public void came(String topic, PresenceEntry entry) {
            assertTrue(
                    here.computeIfAbsent(topic, none -> new TreeSet<>()).add(entry.key()),
                    () -> entry.key() + " came twice to " + topic);
        }

        @Override
        public void went(String topic, PresenceEntry entry) {
            assertTrue(here.get(topic).remove(entry.key()), () -> entry.key() + " went twice from " + topic);
        }
    }
}
