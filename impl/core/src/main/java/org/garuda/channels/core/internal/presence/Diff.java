package org.garuda.channels.core.internal.presence;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.garuda.channels.core.internal.protocol.PayloadCodec;

/**
 * What has come and gone since it was last told. What came and went, or went and came back, is in neither: phoenix.js
 * applies joins before leaves, so that it would lose somebody who is there. Guarded by the topic's lock as long as it
 * grows.
 */
public final class Diff {

    private final Map<String, Meta> joins = new LinkedHashMap<>();
    private final Map<String, Meta> leaves = new LinkedHashMap<>();

    public void join(Meta meta) {
        if (leaves.remove(meta.ref()) == null) {
            joins.put(meta.ref(), meta);
        }
    }

    public void leave(Meta meta) {
        if (joins.remove(meta.ref()) == null) {
            leaves.put(meta.ref(), meta);
        }
    }

    public boolean isEmpty() {
        return joins.isEmpty() && leaves.isEmpty();
    }

    /** The metas that have gone. */
    public Collection<Meta> leaves() {
        return leaves.values();
    }

    public PresenceList joins(PayloadCodec codec) {
        return list(PresenceList.EMPTY, joins, codec);
    }

    public PresenceList leaves(PayloadCodec codec) {
        return list(PresenceList.EMPTY, leaves, codec);
    }

    /** Everything that came or went, as one list. */
    public PresenceList both(PayloadCodec codec) {
        return list(joins(codec), leaves, codec);
    }

    private static PresenceList list(PresenceList start, Map<String, Meta> metas, PayloadCodec codec) {
        PresenceList list = start;
        for (Meta meta : metas.values()) {
            KeyEntry entry = list.entry(meta.key());
            list = list.with((entry == null ? KeyEntry.without(meta.key(), codec) : entry).with(meta));
        }
        return list;
    }
}
