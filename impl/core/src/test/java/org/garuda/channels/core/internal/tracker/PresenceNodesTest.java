package org.garuda.channels.core.internal.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.presence.NodeDelta;
import org.garuda.channels.core.internal.presence.NodeEntry;
import org.garuda.channels.core.internal.presence.PresencePeers;
import org.garuda.channels.presence.PresenceHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entries of several nodes: each belongs to one. */
class PresenceNodesTest {

    private static final String TOPIC = "t";

    private final List<NodeDelta> told = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final Rig here = node();
    private final Rig there = Rig.direct();

    private Rig node() {
        PresencePeers peers = new PresencePeers() {
            @Override
            public void changed(NodeDelta delta) {
                told.add(delta);
            }

            @Override
            public void gone() {
                ends.add("gone");
            }
        };
        return new Rig(
                CallbackExecutor.on(Runnable::run),
                System::nanoTime,
                NodeSettings.defaults(),
                peers,
                PresenceHandler::new);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void everyChangeIsToldInOrderAndMakesTheOtherNodesListTheSame() {
        PresenceHandle job = here.presence.track(TOPIC, "job", Map.of("n", 1));
        here.visitor("alice").join("1", TOPIC);
        job.update(Map.of("n", 2));
        job.close();
        here.visitor("bob").join("1", "other");

        told.forEach(delta -> there.presence.changed("here", delta));

        assertEquals(
                List.of(1L, 2L, 3L, 4L, 5L),
                told.stream().map(NodeDelta::number).toList());
        assertEquals(metas(here, TOPIC), metas(there, TOPIC));
        assertEquals(metas(here, "other"), metas(there, "other"));
    }

    @Test
    void aDeltaThatComesTwiceDoesNoHarm() {
        here.presence.track(TOPIC, "job", Map.of());
        there.presence.changed("here", told.get(0));
        there.presence.changed("here", told.get(0));

        assertEquals(metas(here, TOPIC), metas(there, TOPIC));
    }

    @Test
    void theStateOfANodeReplacesWhatWasKnownOfItInOneDiffForEachTopic() {
        PresenceHandle goes = here.presence.track(TOPIC, "goes", Map.of());
        here.presence.track(TOPIC, "stays", Map.of());
        there.presence.replace("here", here.presence.state().entries());
        Visitor watcher = there.visitor("watch");
        watcher.join("1", TOPIC);
        watcher.read();
        goes.close();
        here.presence.track(TOPIC, "comes", Map.of());

        there.presence.replace("here", here.presence.state().entries());

        List<String> texts = watcher.texts();
        assertEquals(1, texts.size());
        var diff = Rig.json(texts.get(0)).asJsonArray().getJsonObject(4);
        assertEquals(List.of("comes"), List.copyOf(diff.getJsonObject("joins").keySet()));
        assertEquals(List.of("goes"), List.copyOf(diff.getJsonObject("leaves").keySet()));
    }

    @Test
    void aNodeIsDroppedWithAllItsEntriesAndNobodyElses() {
        here.presence.track(TOPIC, "same", Map.of("node", "here"));
        there.presence.replace("here", here.presence.state().entries());
        there.presence.replace(
                "third",
                List.of(new NodeEntry(TOPIC, "same", "third1", "{\"phx_ref\":\"third1\",\"node\":\"third\"}")));
        there.presence.track(TOPIC, "same", Map.of("node", "there"));

        there.presence.drop("here");

        assertEquals(
                List.of("third", "there"),
                there.presence.list(TOPIC).get("same").metas().stream()
                        .map(meta -> meta.getString("node"))
                        .toList());
    }

    @Test
    void onlyOwnEntriesAreToldAndOnlyOnceItIsSaidThatTheNodeIsGone() {
        here.presence.replace("there", List.of(new NodeEntry(TOPIC, "x", "r", "{\"phx_ref\":\"r\"}")));
        assertEquals(List.of(), told);
        here.presence.track(TOPIC, "own", Map.of());

        here.close();

        assertEquals(1, told.size());
        assertEquals(List.of("gone"), ends);
    }

    @Test
    void aNodeWithoutPeersKeepsNoJournal() {
        assertThrows(IllegalStateException.class, there.presence::state);
    }

    private static Map<String, Object> metas(Rig rig, String topic) {
        Map<String, Object> metas = new TreeMap<>();
        new HashMap<>(rig.presence.list(topic)).forEach((key, entry) -> metas.put(key, entry.metas()));
        return metas;
    }

    /** phoenix.js applies joins before leaves: it lost whoever was in both, though the node was back. */
    @Test
    void aNodeThatIsBackBeforeAnybodyWasToldThatItWasGoneIsToldNobodyAndKeepsItsPlaces() {
        LaterExecutor later = new LaterExecutor();
        try (Rig rig = new Rig(CallbackExecutor.on(later), System::nanoTime)) {
            Visitor visitor = rig.visitor("alice");
            visitor.join("1", TOPIC);
            later.runAll();
            List<NodeEntry> entries = List.of(entry("bob", "R1"), entry("alice", "R2"));
            rig.presence.replace("n", entries);
            later.runAll();
            String before = metas(rig, TOPIC).toString();
            visitor.read();

            rig.presence.drop("n");
            rig.presence.replace("n", entries);
            later.runAll();

            assertEquals(before, metas(rig, TOPIC).toString());
            assertEquals(List.of(), visitor.read());
        }
    }

    private static NodeEntry entry(String key, String ref) {
        return new NodeEntry(TOPIC, key, ref, "{\"phx_ref\":\"" + ref + "\"}");
    }
}
