package org.garuda.channels.core.internal.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.presence.PresenceEntry;
import org.garuda.channels.presence.PresenceHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application can do with presences. */
class PresenceTrackingTest {

    private static final String TOPIC = "jobs";

    private final Rig rig = Rig.direct();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aJobIsPresentWithoutAnyChannelUntilItIsClosed() {
        PresenceHandle job = rig.presence.track(TOPIC, "import", Map.of("done", 0));
        PresenceHandle second = rig.presence.track(TOPIC, "import", Map.of("done", 9));

        job.update(Map.of("done", 5));
        assertEquals(List.of(9, 5), done(), "an updated meta moves behind the others, as in phoenix.js");

        job.close();
        job.close();
        job.update(Map.of("done", 6));
        assertEquals(List.of(9), done());

        second.close();
        assertTrue(rig.presence.get(TOPIC, "import").isEmpty());
        assertEquals(0, rig.presence.topicCount());
    }

    @Test
    void aListStaysAsItIsWhateverHappensAfterwards() {
        PresenceHandle job = rig.presence.track(TOPIC, "a", Map.of("n", 1));
        Map<String, PresenceEntry> before = rig.presence.list(TOPIC);

        job.update(Map.of("n", 2));
        rig.presence.track(TOPIC, "b", Map.of());

        assertEquals(List.of("a"), List.copyOf(before.keySet()));
        assertEquals(1, before.get("a").metas().get(0).getInt("n"));
        assertThrows(UnsupportedOperationException.class, () -> before.remove("a"));
        assertThrows(
                UnsupportedOperationException.class,
                () -> before.get("a").metas().remove(0));
    }

    @Test
    void theListIsHandedOutWithoutBeingCopied() {
        rig.presence.track(TOPIC, "a", Map.of("n", 1));

        assertTrue(rig.presence.list(TOPIC) == rig.presence.list(TOPIC));
    }

    @Test
    void anEntryIsWrittenByJsonbAsClientsGetIt() throws Exception {
        rig.presence.track(TOPIC, "a", Map.of("n", 1));
        PresenceEntry entry = rig.presence.get(TOPIC, "a").orElseThrow();

        Jsonb jsonb = JsonbBuilder.create();
        assertEquals(entry.json(), Rig.json(jsonb.toJson(entry)));
        assertEquals(
                Rig.json("{\"all\":{\"a\":" + entry.json() + "}}"),
                Rig.json(jsonb.toJson(Map.of("all", rig.presence.list(TOPIC)))));
        jsonb.close();
    }

    @Test
    void aChangeByFunctionSeesTheMetaWithoutRefsAndIsRepeatedWhenAnotherWasFaster() {
        PresenceHandle job = rig.presence.track(TOPIC, "a", Map.of("n", 1));
        List<JsonObject> seen = new ArrayList<>();

        job.updateWith(meta -> {
            seen.add(meta);
            if (seen.size() == 1) {
                job.update(Map.of("n", 10));
            }
            return Json.createObjectBuilder(meta).add("n", meta.getInt("n") + 1).build();
        });

        assertEquals(List.of(Rig.json("{\"n\":1}"), Rig.json("{\"n\":10}")), seen);
        assertEquals(
                11, rig.presence.get(TOPIC, "a").orElseThrow().metas().get(0).getInt("n"));
    }

    @Test
    void aChangeThatThrowsChangesNothing() {
        PresenceHandle job = rig.presence.track(TOPIC, "a", Map.of("n", 1));

        assertThrows(
                IllegalArgumentException.class,
                () -> job.updateWith((JsonObject meta) -> {
                    throw new IllegalArgumentException("no");
                }));
        assertThrows(IllegalArgumentException.class, () -> job.update("no object"));

        assertEquals(
                1, rig.presence.get(TOPIC, "a").orElseThrow().metas().get(0).getInt("n"));
    }

    @Test
    void theRefsOfTheProtocolCannotBeForged() {
        rig.presence.track(TOPIC, "a", Map.of("phx_ref", "forged", "phx_ref_prev", "forged", "n", 1));

        JsonObject meta = rig.presence.get(TOPIC, "a").orElseThrow().metas().get(0);

        assertFalse(meta.getString("phx_ref").equals("forged"));
        assertFalse(meta.containsKey("phx_ref_prev"));
    }

    @Test
    void keysThatHarmOldBrowsersAreRefusedAndSaidSo() {
        for (String key : List.of("__proto__", "constructor", "prototype")) {
            Exception refused =
                    assertThrows(IllegalArgumentException.class, () -> rig.presence.track(TOPIC, key, Map.of()), key);
            assertTrue(refused.getMessage().contains("channels.presence.unsafe-keys"), refused.getMessage());
        }
        assertEquals(Map.of(), rig.presence.list(TOPIC));
    }

    @Test
    void keysThatHarmOldBrowsersAreTakenWhereTheSettingsSaySo() {
        NodeSettings lenientNode = NodeSettings.builder()
                .presence(presence -> presence.unsafeKeys(true))
                .build();
        try (Rig lenient = new Rig(
                CallbackExecutor.on(Runnable::run), System::nanoTime, lenientNode, null, PresenceHandler::new)) {
            lenient.presence.track(TOPIC, "__proto__", Map.of("n", 1));

            Visitor visitor = lenient.visitor("a");
            visitor.join("1", TOPIC);

            assertTrue(visitor.texts().get(2).contains("\"__proto__\":{\"metas\":[{"));
        }
    }

    @Test
    void aChannelIsTrackedOnlyAfterItsJoinOncePerKeyAndBeforeItsUpdate() {
        List<Exception> thrown = new ArrayList<>();
        try (Rig clumsy = new Rig(
                CallbackExecutor.on(Runnable::run),
                System::nanoTime,
                NodeSettings.defaults(),
                null,
                presence -> new ChannelHandler() {
                    @Override
                    public void joinChannel(ChannelConn conn, ChannelEvent event) {
                        thrown.add(
                                assertThrows(IllegalStateException.class, () -> presence.track(conn, "a", Map.of())));
                        thrown.add(assertThrows(IllegalStateException.class, () -> presence.pushState(conn)));
                        conn.allowJoin(event);
                        thrown.add(
                                assertThrows(IllegalStateException.class, () -> presence.update(conn, "a", Map.of())));
                        presence.track(conn, "a", Map.of());
                        presence.track(conn, "b", Map.of());
                        thrown.add(
                                assertThrows(IllegalStateException.class, () -> presence.track(conn, "a", Map.of())));
                        thrown.add(assertThrows(
                                IllegalArgumentException.class, () -> rig.presence.track(conn, "a", Map.of())));
                    }
                })) {
            clumsy.visitor("x").join("1", TOPIC);

            assertEquals(5, thrown.size());
            assertEquals(
                    List.of("a", "b"), List.copyOf(clumsy.presence.list(TOPIC).keySet()));
        }
    }

    @Test
    void afterTheStopNothingIsTracked() {
        rig.presence.track(TOPIC, "a", Map.of());
        rig.close();

        rig.presence.track(TOPIC, "b", Map.of());

        assertEquals(Map.of(), rig.presence.list(TOPIC));
    }

    private List<Integer> done() {
        return rig.presence.list(TOPIC).get("import").metas().stream()
                .map(meta -> meta.getInt("done"))
                .toList();
    }
}
