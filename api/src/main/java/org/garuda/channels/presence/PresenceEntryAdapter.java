package org.garuda.channels.presence;

import jakarta.json.JsonObject;
import jakarta.json.bind.adapter.JsonbAdapter;

/**
 * Lets JSON-B write an entry as clients get it, for REST resources and payloads that contain one. JSON-B creates it.
 */
public final class PresenceEntryAdapter implements JsonbAdapter<PresenceEntry, JsonObject> {

    /** For JSON-B. */
    public PresenceEntryAdapter() {}

    @Override
    public JsonObject adaptToJson(PresenceEntry entry) {
        return entry.json();
    }

    /**
     * Never works, since an entry exists only where it is tracked.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public PresenceEntry adaptFromJson(JsonObject json) {
        throw new UnsupportedOperationException("presence entries are written to JSON, but never read from it");
    }
}
