package org.garuda.channels.core.internal.presence;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.presence.PresenceEntry;
import org.garuda.channels.presence.PresenceEntryAdapter;

/** A key with its metas; immutable. One that has lost its last meta is to be thrown away. */
@JsonbTypeAdapter(PresenceEntryAdapter.class) // Of the interface JSON-B takes no notice.
public final class KeyEntry implements PresenceEntry, PresenceJson.Part {

    static final Comparator<KeyEntry> BY_KEY = Comparator.comparing(KeyEntry::key);

    private final String key;
    private final Tree<Meta> metas;
    private final JsonObject details;
    private final PayloadCodec codec;

    private KeyEntry(String key, Tree<Meta> metas, JsonObject details, PayloadCodec codec) {
        this.key = key;
        this.metas = metas;
        this.details = details;
        this.codec = codec;
    }

    public static KeyEntry without(String key, PayloadCodec codec) {
        return new KeyEntry(key, Tree.empty(Meta.BY_PLACE), JsonValue.EMPTY_JSON_OBJECT, codec);
    }

    public KeyEntry with(Meta meta) {
        return new KeyEntry(key, metas.with(meta), details, codec);
    }

    public KeyEntry without(Meta meta) {
        return new KeyEntry(key, metas.without(meta), details, codec);
    }

    KeyEntry withDetails(JsonObject newDetails) {
        return new KeyEntry(key, metas, newDetails, codec);
    }

    @Override
    public void writeTo(PresenceJson json) {
        json.entry(metas, details);
    }

    boolean isEmpty() {
        return metas.isEmpty();
    }

    /** The metas, in their order. */
    Tree<Meta> tree() {
        return metas;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public List<JsonObject> metas() {
        return new AbstractList<>() {
            @Override
            public JsonObject get(int index) {
                return metas.get(index).json();
            }

            @Override
            public int size() {
                return metas.size();
            }
        };
    }

    @Override
    public JsonObject details() {
        return details;
    }

    @Override
    public JsonObject json() {
        return codec.parse(new PresenceJson().entry(metas, details).payload()).asJsonObject();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyEntry entry
                && key.equals(entry.key)
                && metas().equals(entry.metas())
                && details.equals(entry.details);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key + "=" + new PresenceJson().entry(metas, details).payload().text();
    }
}
