package org.garuda.channels.core.internal.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.presence.PresenceHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client's meta went as it was to everybody who came, and grew with each update without a bound. */
class PresenceLimitsTest {

    private static final int META_BYTES = NodeSettings.defaults().presence().metaBytes();

    private final List<ChannelConn> channels = new ArrayList<>();
    private final Rig rig = new Rig(
            CallbackExecutor.on(Runnable::run),
            System::nanoTime,
            NodeSettings.defaults(),
            null,
            presence -> new ChannelHandler() {
                @Override
                public void joinChannel(ChannelConn conn, ChannelEvent event) {
                    conn.allowJoin(event);
                    channels.add(conn);
                }
            });

    @AfterEach
    void close() {
        rig.close();
    }

    private static String text(int length) {
        return "x".repeat(length);
    }

    private long count(Counter counter) {
        return rig.engine.runtime().counters().get(counter);
    }

    @Test
    void aPresenceOverTheLimitIsAnExceptionInTheCallerThatNamesTheLimit() {
        rig.visitor("a").join("1", "t");
        ChannelConn conn = channels.get(0);
        var tooBig = assertThrows(
                IllegalArgumentException.class, () -> rig.presence.track(conn, "a", Map.of("device", text(2_000_000))));
        assertTrue(tooBig.getMessage().contains("channels.limits.presence-meta-bytes"), tooBig.getMessage());
        assertThrows(IllegalArgumentException.class, () -> rig.presence.track(conn, text(META_BYTES + 1), Map.of()));
        assertThrows(
                IllegalArgumentException.class, () -> rig.presence.track("t", "job", Map.of("done", text(META_BYTES))));
        assertTrue(rig.presence.list("t").isEmpty());
        assertEquals(3, count(Counter.PRESENCES_TOO_BIG));
    }

    @Test
    void theLimitIsOfWhatUpdatesMergeToo() {
        rig.visitor("a").join("1", "t");
        ChannelConn conn = channels.get(0);
        rig.presence.track(conn, "a", Map.of());
        int merged = 0;
        IllegalArgumentException refused = null;
        while (refused == null) {
            String name = "part" + merged++;
            try {
                rig.presence.updateWith(
                        conn,
                        "a",
                        meta -> Json.createObjectBuilder(meta)
                                .add(name, text(1000))
                                .build());
            } catch (IllegalArgumentException e) {
                refused = e;
            }
        }
        assertEquals(17, merged);
        assertEquals(16, rig.presence.get("t", "a").orElseThrow().metas().get(0).size() - 2, "what was there stays");
        assertThrows(
                IllegalArgumentException.class, () -> rig.presence.update(conn, "a", Map.of("all", text(META_BYTES))));
    }

    @Test
    void aClientHasAtMostAHundredPresencesOverAllItsChannels() {
        Visitor visitor = rig.visitor("a");
        visitor.join("1", "t1");
        visitor.join("2", "t2");
        for (int i = 0; i < 100; i++) {
            rig.presence.track(channels.get(i % 2), "key" + i, Map.of());
        }
        ChannelConn first = channels.get(0);
        var refused = assertThrows(IllegalStateException.class, () -> rig.presence.track(first, "more", Map.of()));
        assertTrue(refused.getMessage().contains("channels.limits.presence-keys"), refused.getMessage());
        assertEquals(1, count(Counter.PRESENCES_OVER_LIMIT));
        rig.presence.update(first, "key0", Map.of("n", 1));
        rig.presence.untrack(first, "key0");
        rig.presence.track(first, "more", Map.of());
        assertThrows(IllegalStateException.class, () -> rig.presence.track(first, "key0", Map.of()));
        first.close();
        for (int i = 0; i < 50; i++) {
            rig.presence.track(channels.get(1), "again" + i, Map.of());
        }
    }

    @Test
    void jobsAreAsManyAsTheApplicationWants() {
        for (int i = 0; i < 1000; i++) {
            PresenceHandle job = rig.presence.track("t", "job" + i, Map.of());
            assertEquals("job" + i, job.key());
        }
        assertEquals(0, count(Counter.PRESENCES_OVER_LIMIT));
    }
}
