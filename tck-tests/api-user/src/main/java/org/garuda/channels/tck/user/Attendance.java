package org.garuda.channels.tck.user;

import jakarta.json.JsonObject;
import jakarta.json.bind.JsonbConfig;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.presence.Presence;
import org.garuda.channels.presence.PresenceChange;
import org.garuda.channels.presence.PresenceEntry;
import org.garuda.channels.presence.PresenceEntryAdapter;
import org.garuda.channels.presence.PresenceFetcher;
import org.garuda.channels.presence.PresenceHandle;
import org.garuda.channels.presence.PresenceListener;
import org.garuda.channels.presence.Registration;

/** Counts who comes and goes, and is on a topic itself. */
public final class Attendance implements AutoCloseable, PresenceListener {

    private final AtomicInteger changes = new AtomicInteger();
    private final Registration names;
    private final Registration listening;
    private final PresenceHandle own;

    /**
     * Registers itself.
     *
     * @param presence who is on which topic
     */
    public Attendance(Presence presence) {
        PresenceFetcher fetcher = (topic, entries) -> Map.of();
        names = presence.fetchWith("rooms:*", fetcher);
        listening = presence.listen("rooms:*", this);
        own = presence.track("rooms:lobby", "porter", Map.of());
    }

    @Override
    public void came(String topic, PresenceEntry entry) {
        JsonObject first = entry.metas().get(0);
        own.update(Map.of("last", first));
    }

    @Override
    public void changed(PresenceChange change) {
        changes.incrementAndGet();
    }

    /**
     * How often something changed.
     *
     * @return the number
     */
    public int changes() {
        return changes.get();
    }

    /**
     * What an application gives to its own JSON-B, so that it writes entries.
     *
     * @return the settings
     */
    public static JsonbConfig json() {
        return new JsonbConfig().withAdapters(new PresenceEntryAdapter());
    }

    @Override
    public void close() {
        own.close();
        listening.close();
        names.close();
    }
}
