package org.garuda.channels.core.internal.presence;

import jakarta.json.JsonObject;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.garuda.channels.core.internal.protocol.Encoded;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.presence.PresenceEntry;
import org.jspecify.annotations.Nullable;

/**
 * One version of a topic's list, in the order of the keys. Immutable; it is handed out and pushed as it is, and encoded
 * when it is first pushed.
 */
public final class PresenceList extends AbstractMap<String, PresenceEntry> implements Encoded, PresenceJson.Part {

    public static final PresenceList EMPTY = new PresenceList(Tree.empty(KeyEntry.BY_KEY), 0);

    private final Tree<KeyEntry> entries;

    /** About as many bytes as the list before had, if it was encoded. */
    private final int expectedBytes;

    /** Made when first asked for; two threads may both make it, which is harmless. */
    private volatile Payload.@Nullable Json encoded;

    private PresenceList(Tree<KeyEntry> entries, int expectedBytes) {
        this.entries = entries;
        this.expectedBytes = expectedBytes;
    }

    /** With an entry in the place of the one with its key; an empty entry is left out. */
    public PresenceList with(KeyEntry entry) {
        return new PresenceList(entry.isEmpty() ? entries.without(entry) : entries.with(entry), expectedBytes());
    }

    public PresenceList withDetails(Map<String, JsonObject> details) {
        return new PresenceList(
                entries.map(entry -> {
                    JsonObject more = details.get(entry.key());
                    return more == null ? entry : entry.withDetails(more);
                }),
                expectedBytes());
    }

    private int expectedBytes() {
        Payload.Json json = encoded;
        return json == null ? expectedBytes : json.length();
    }

    public @Nullable KeyEntry entry(String key) {
        return entries.find(entry -> key.compareTo(entry.key()));
    }

    @Override
    public void writeTo(PresenceJson json) {
        json.list(entries, KeyEntry::key);
    }

    public Tree<KeyEntry> tree() {
        return entries;
    }

    @Override
    public Payload.Json encoded() {
        Payload.Json json = encoded;
        if (json == null) {
            json = new PresenceJson(expectedBytes).list(entries, KeyEntry::key).payload();
            encoded = json;
        }
        return json;
    }

    @Override
    public @Nullable PresenceEntry get(Object key) {
        return key instanceof String name ? entry(name) : null;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public Set<Map.Entry<String, PresenceEntry>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return entries.size();
            }

            @Override
            public Iterator<Map.Entry<String, PresenceEntry>> iterator() {
                Iterator<KeyEntry> each = entries.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return each.hasNext();
                    }

                    @Override
                    public Map.Entry<String, PresenceEntry> next() {
                        KeyEntry entry = each.next();
                        return Map.entry(entry.key(), entry);
                    }
                };
            }
        };
    }
}
