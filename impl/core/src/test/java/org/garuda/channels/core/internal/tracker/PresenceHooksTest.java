package org.garuda.channels.core.internal.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.presence.PresenceChange;
import org.garuda.channels.presence.PresenceEntry;
import org.garuda.channels.presence.PresenceHandle;
import org.garuda.channels.presence.PresenceListener;
import org.garuda.channels.presence.Registration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What fetchers and listeners are asked and told. */
class PresenceHooksTest {

    private static final String TOPIC = "rooms:a";

    /** The failure here is wanted; the field keeps the setting alive. */
    private static final Logger FAILURES = Logger.getLogger(Fetching.class.getName());

    private final LaterExecutor later = new LaterExecutor();
    private final Rig rig = new Rig(CallbackExecutor.on(later), System::nanoTime);
    private final List<Set<String>> asked = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void close() {
        later.hurry();
        rig.close();
    }

    @Test
    void aFetcherIsAskedOnceForAWholeListAndOnceForADiff() {
        fetchNames();
        for (String user : List.of("u1", "u2", "u3")) {
            rig.presence.track(TOPIC, user, Map.of());
        }
        later.runAll();
        asked.clear();

        Visitor visitor = rig.visitor("u4");
        visitor.join("1", TOPIC);
        later.runAll();

        assertEquals(List.of(Set.of("u1", "u2", "u3", "u4"), Set.of("u4")), asked);
        List<String> texts = visitor.texts();
        assertEquals(
                "name of u2",
                payload(texts.get(1)).getJsonObject(4).getJsonObject("u2").getString("name"));
        assertEquals(
                "name of u4",
                payload(texts.get(2))
                        .getJsonObject(4)
                        .getJsonObject("joins")
                        .getJsonObject("u4")
                        .getString("name"));
    }

    @Test
    void whatHappensBeforeClientsAreToldIsOneDiffAndWhatCameAndWentIsNone() {
        fetchNames();
        Visitor watcher = rig.visitor("watch");
        watcher.join("1", TOPIC);
        PresenceHandle old = rig.presence.track(TOPIC, "old", Map.of());
        later.runAll();
        watcher.read();

        old.close();
        rig.presence.track(TOPIC, "new", Map.of());
        rig.presence.track(TOPIC, "brief", Map.of()).close();
        later.runAll();

        List<String> texts = watcher.texts();
        assertEquals(1, texts.size());
        var diff = payload(texts.get(0)).getJsonObject(4);
        assertEquals(Set.of("new"), diff.getJsonObject("joins").keySet());
        assertEquals(Set.of("old"), diff.getJsonObject("leaves").keySet());
    }

    @Test
    void aFetcherThatFailsCostsTheDetailsAlone() {
        FAILURES.setLevel(Level.OFF);
        rig.presence.fetchWith("rooms:*", (topic, entries) -> {
            throw new IllegalStateException("no database");
        });
        Visitor visitor = rig.visitor("u");
        visitor.join("1", TOPIC);
        later.runAll();
        FAILURES.setLevel(null);

        assertEquals(3, visitor.texts().size());
        assertThrows(IllegalStateException.class, () -> rig.presence.list(TOPIC));
    }

    @Test
    void theMostSpecificFetcherIsAskedAndItsDetailsAreListed() {
        rig.presence.fetchWith("rooms:*", (topic, entries) -> Map.of("u", Map.of("by", "general")));
        Registration special = rig.presence.fetchWith(TOPIC, (topic, entries) -> Map.of("u", Map.of("by", "special")));
        rig.presence.track(TOPIC, "u", Map.of());

        assertEquals("special", rig.presence.list(TOPIC).get("u").details().getString("by"));
        special.close();
        assertEquals(
                "general", rig.presence.get(TOPIC, "u").orElseThrow().details().getString("by"));
        assertThrows(
                IllegalArgumentException.class, () -> rig.presence.fetchWith("rooms:*", (topic, entries) -> Map.of()));
    }

    @Test
    void aListenerHearsOfTheFirstAndTheLastMetaOfAKeyAndOfEveryChange() {
        rig.presence.listen("rooms:*", new Teller());
        PresenceHandle first = rig.presence.track(TOPIC, "u", Map.of());
        later.runAll();
        PresenceHandle second = rig.presence.track(TOPIC, "u", Map.of());
        later.runAll();
        second.update(Map.of("n", 1));
        later.runAll();
        first.close();
        later.runAll();
        second.close();
        later.runAll();

        assertEquals(
                List.of(
                        "came u 1",
                        "changed +1 -0 of 1",
                        "changed +1 -0 of 2",
                        "changed +1 -1 of 2",
                        "changed +0 -1 of 1",
                        "went u 1",
                        "changed +0 -1 of 0"),
                heard);
    }

    @Test
    void aListenerHearsOfChannelsThatEndAndNothingOfOtherTopicsAndNothingOnceClosed() {
        Registration hook = rig.presence.listen(TOPIC, new Teller());
        Visitor visitor = rig.visitor("u");
        visitor.join("1", TOPIC);
        visitor.join("2", "rooms:b");
        later.runAll();
        visitor.vanish();
        later.runAll();
        hook.close();
        rig.presence.track(TOPIC, "later", Map.of());
        later.runAll();

        assertEquals(List.of("came u 1", "changed +1 -0 of 1", "went u 1", "changed +0 -1 of 0"), heard);
    }

    private void fetchNames() {
        rig.presence.fetchWith("rooms:*", (topic, entries) -> {
            asked.add(Set.copyOf(entries.keySet()));
            Map<String, Object> names = new TreeMap<>();
            entries.keySet().forEach(key -> names.put(key, Map.of("name", "name of " + key)));
            return names;
        });
    }

    private static JsonArray payload(String text) {
        return Rig.json(text).asJsonArray();
    }

    private final class Teller implements PresenceListener {
        @Override
        public void came(String topic, PresenceEntry entry) {
            heard.add("came " + entry.key() + " " + entry.metas().size());
        }

        @Override
        public void went(String topic, PresenceEntry entry) {
            heard.add("went " + entry.key() + " " + entry.metas().size());
        }

        @Override
        public void changed(PresenceChange change) {
            heard.add("changed +" + metas(change.joins()) + " -" + metas(change.leaves()) + " of "
                    + metas(change.list()));
        }

        private int metas(Map<String, PresenceEntry> entries) {
            return entries.values().stream()
                    .mapToInt(entry -> entry.metas().size())
                    .sum();
        }
    }
}
