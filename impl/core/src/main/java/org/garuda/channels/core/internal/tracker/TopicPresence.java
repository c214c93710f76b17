package org.garuda.channels.core.internal.tracker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.core.internal.channel.ChannelSession;
import org.garuda.channels.core.internal.presence.KeyEntry;
import org.garuda.channels.core.internal.presence.Meta;
import org.garuda.channels.core.internal.presence.NodeEntry;
import org.garuda.channels.core.internal.presence.PresenceList;
import org.garuda.channels.core.internal.presence.PresenceLog;
import org.garuda.channels.core.internal.presence.PresenceRefs;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.jspecify.annotations.Nullable;

/**
 * One topic: its list, whose entries of this node belong to which {@link Owner}, and what is still to be told. Every
 * method but {@link #name()} and {@link #list()} is called under this object's lock.
 */
final class TopicPresence {

    private final String name;
    private final PayloadCodec codec;
    private final PresenceRefs refs;
    private final @Nullable PresenceLog journal;
    private final LongSupplier clock;
    private final PresenceQuota quota;

    @GuardedBy("this")
    private final ClientNews clients = new ClientNews();

    @GuardedBy("this")
    private final ListenerNews listeners = new ListenerNews();

    @GuardedBy("this")
    private final Map<Object, Map<String, Meta>> owned = new HashMap<>();

    private volatile PresenceList list = PresenceList.EMPTY;

    @GuardedBy("this")
    private long lastPlace;

    @GuardedBy("this")
    private boolean retired;

    TopicPresence(
            String name,
            PayloadCodec codec,
            PresenceRefs refs,
            @Nullable PresenceLog journal,
            LongSupplier clock,
            PresenceQuota quota) {
        this.name = name;
        this.codec = codec;
        this.refs = refs;
        this.journal = journal;
        this.clock = clock;
        this.quota = quota;
    }

    String name() {
        return name;
    }

    PresenceList list() {
        return list;
    }

    // Entries of this node

    @GuardedBy("this")
    @Nullable
    Meta find(Object owner, String key) {
        Map<String, Meta> metas = owned.get(owner);
        return metas == null ? null : metas.get(key);
    }

    @GuardedBy("this")
    void track(Object owner, String key, String members) {
        if (find(owner, key) != null) {
            throw new IllegalStateException("\"" + key + "\" is tracked on \"" + name
                    + "\" by this channel already; use update to change its meta");
        }
        quota.add(owner, name, key);
        Meta joined = join(owner, key, null, members);
        record(joined, List.of());
    }

    @GuardedBy("this")
    void update(Object owner, Meta current, String members) {
        remove(current);
        Meta joined = join(owner, current.key(), current.ref(), members);
        record(joined, List.of(current));
    }

    @GuardedBy("this")
    void untrack(Object owner, String key) {
        Map<String, Meta> metas = owned.get(owner);
        Meta left = metas == null ? null : metas.remove(key);
        if (metas != null && left != null) {
            if (metas.isEmpty()) {
                owned.remove(owner);
            }
            quota.remove(owner, 1);
            remove(left);
            record(null, List.of(left));
        }
    }

    @GuardedBy("this")
    void untrackAll(Object owner) {
        Map<String, Meta> left = owned.remove(owner);
        if (left != null) {
            quota.remove(owner, left.size());
            for (Meta meta : left.values()) {
                remove(meta);
            }
            record(null, left.values());
        }
    }

    @GuardedBy("this")
    void untrackOwn() {
        for (Object owner : List.copyOf(owned.keySet())) {
            untrackAll(owner);
        }
    }

    /** Whether an owner has anything here. */
    @GuardedBy("this")
    boolean knows(Object owner) {
        return owned.containsKey(owner);
    }

    // Entries of other nodes

    /**
     * Adds an entry, or brings it back to its old place if clients have not been told that it was gone.
     *
     * @param suffix for the ref that clients get. One that they have been told to have left must not come back: the
     *     word that it left may still be on its way to a client that joins anew
     */
    @GuardedBy("this")
    Meta put(NodeEntry entry, String suffix) {
        Meta untold = clients.back(entry.ref());
        Meta meta = untold != null
                ? untold
                : new Meta(
                        entry.key(), entry.ref() + suffix, ++lastPlace, clock.getAsLong(), entry.bytes(suffix), codec);
        put(meta);
        return meta;
    }

    /** Takes away an entry of another node. */
    @GuardedBy("this")
    void remove(String ref, Meta meta) {
        clients.gone(ref, meta);
        remove(meta);
    }

    @GuardedBy("this")
    private void remove(Meta meta) {
        KeyEntry entry = list.entry(meta.key());
        if (entry != null) {
            list = list.with(entry.without(meta));
            clients.leave(meta);
            listeners.leave(meta);
        }
    }

    // What is to be told

    /** Whether changes from now on are kept for listeners. */
    @GuardedBy("this")
    void hear(boolean hears) {
        listeners.hear(hears, list);
    }

    @GuardedBy("this")
    void ask(ChannelSession channel) {
        clients.ask(channel);
    }

    /** A channel has ended; its client may come back on the same connection. */
    @GuardedBy("this")
    void ended(ChannelConn channel) {
        clients.ended(channel, clock.getAsLong(), lastPlace);
        untrackAll(channel);
    }

    @GuardedBy("this")
    boolean clientsWait() {
        return clients.areWaiting();
    }

    @GuardedBy("this")
    ClientTurn takeClientTurn() {
        return clients.take(name, list, clock.getAsLong(), lastPlace);
    }

    /**
     * A turn is over.
     *
     * @param back who was told all, unless its channel has ended meanwhile
     * @param settled whether everyone whom the turn did not reach because of its end has {@linkplain #ended ended} here
     */
    @GuardedBy("this")
    void told(List<ClientTurn.Asking> back, boolean settled) {
        clients.told(back, settled);
    }

    /** Whether some who have left might come back and would have to be told what they missed. */
    @GuardedBy("this")
    boolean expectsBack() {
        return clients.expectBack(list, clock.getAsLong());
    }

    @GuardedBy("this")
    boolean listenersWait() {
        return listeners.areWaiting();
    }

    @GuardedBy("this")
    ListenerTurn takeListenerTurn() {
        return listeners.take(name, list);
    }

    /** Whether there is nothing in here. */
    @GuardedBy("this")
    boolean isEmpty() {
        return list.isEmpty() && owned.isEmpty();
    }

    @GuardedBy("this")
    boolean isRetired() {
        return retired;
    }

    /** This object is out of use; another one stands for the topic from now on. */
    @GuardedBy("this")
    void retire() {
        retired = true;
    }

    @GuardedBy("this")
    private Meta join(Object owner, String key, @Nullable String previousRef, String members) {
        String ref = refs.next();
        byte[] json = Meta.json(ref, previousRef, members);
        Meta meta = new Meta(key, ref, ++lastPlace, clock.getAsLong(), json, codec);
        owned.computeIfAbsent(owner, none -> new HashMap<>(2)).put(key, meta);
        put(meta);
        return meta;
    }

    @GuardedBy("this")
    private void put(Meta meta) {
        KeyEntry entry = list.entry(meta.key());
        list = list.with((entry == null ? KeyEntry.without(meta.key(), codec) : entry).with(meta));
        clients.join(meta);
        listeners.join(meta);
    }

    @GuardedBy("this")
    private void record(@Nullable Meta joined, Collection<Meta> left) {
        if (journal != null) {
            journal.add(
                    joined == null
                            ? List.of()
                            : List.of(new NodeEntry(name, joined.key(), joined.ref(), joined.text())),
                    left.stream().map(Meta::ref).toList());
        }
    }
}
