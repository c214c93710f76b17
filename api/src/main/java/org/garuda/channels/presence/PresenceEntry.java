package org.garuda.channels.presence;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import java.util.List;

/**
 * A key on a topic, with everything that is tracked under it. Immutable. JSON-B writes it as clients get it.
 *
 * <p>Implemented by the library only; methods may be added.
 */
@JsonbTypeAdapter(PresenceEntryAdapter.class)
public interface PresenceEntry {

    /**
     * The key.
     *
     * @return the key
     */
    String key();

    /**
     * The metas, at least one, in the order in which they were tracked or last updated. Each has a {@code phx_ref},
     * unique to it, and {@code phx_ref_prev} after an update.
     *
     * @return an unmodifiable list
     */
    List<JsonObject> metas();

    /**
     * What a {@link PresenceFetcher} added.
     *
     * @return an object, empty if nothing was added
     */
    JsonObject details();

    /**
     * The entry as clients get it: {@link #details()} and {@code metas}.
     *
     * @return an object
     */
    JsonObject json();
}
