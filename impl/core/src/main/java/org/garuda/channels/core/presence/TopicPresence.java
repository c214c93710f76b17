package org.garuda.channels.core.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.garuda.channels.core.engine.ClientChannel;
import org.garuda.channels.core.protocol.PayloadCodec;
import org.jspecify.annotations.Nullable;

/**
 * One topic: its list, whose entries of this node belong to which owner (a channel or a {@link Tracking}), and what is still to be told. Every method
 * but {@link #name()} and {@link #list()} is called under this object's lock.
 */
final class TopicPresence {

    private final String name;
    private final PayloadCodec codec;
    private final PresenceRefs refs;
    private final @Nullable Journal journal;
    private final LongSupplier clock;
    private final Absences absences = new Absences();
    private final Map<Object, Map<String, Meta>> owned = new HashMap<>();
    private volatile PresenceList list = PresenceList.EMPTY;
    private long lastPlace;
    private Diff toClients = new Diff();
    private Set<ClientChannel> asking = new LinkedHashSet<>();
    private Diff toListeners = new Diff();
    private PresenceList toldListeners = PresenceList.EMPTY;
    private boolean heard;
    private boolean retired;

    TopicPresence(String name, PayloadCodec codec, PresenceRefs refs, @Nullable Journal journal, LongSupplier clock) {
        this.name = name;
        this.codec = codec;
        this.refs = refs;
        this.journal = journal;
        this.clock = clock;
    }

    String name() {
        return name;
    }

    PresenceList list() {
        return list;
    }

    // Entries of this node

    @Nullable
    Meta find(Object owner, String key) {
        Map<String, Meta> metas = owned.get(owner);
        return metas == null ? null : metas.get(key);
    }

    void track(Object owner, String key, String members) {
        if (find(owner, key) != null) {
            throw new IllegalStateException("\"" + key + "\" is tracked on \"" + name
                    + "\" by this channel already; use update to change its meta");
        }
        Meta joined = join(owner, key, null, members);
        record(joined, List.of());
    }

    void update(Object owner, Meta current, String members) {
        Meta joined = join(owner, current.key(), current.ref(), members);
        remove(current);
        record(joined, List.of(current));
    }

    void untrack(Object owner, String key) {
        Map<String, Meta> metas = owned.get(owner);
        Meta left = metas == null ? null : metas.remove(key);
        if (metas != null && left != null) {
            if (metas.isEmpty()) {
                owned.remove(owner);
            }
            remove(left);
            record(null, List.of(left));
        }
    }

    void untrackAll(Object owner) {
        Map<String, Meta> left = owned.remove(owner);
        if (left != null) {
            left.values().forEach(this::remove);
            record(null, left.values());
        }
    }

    void untrackOwn() {
        List.copyOf(owned.keySet()).forEach(this::untrackAll);
    }

    /** Whether an owner has anything here. */
    boolean knows(Object owner) {
        return owned.containsKey(owner);
    }

    // Entries of other nodes

    Meta put(NodeEntry entry) {
        Meta meta = new Meta(entry.key(), entry.ref(), ++lastPlace, clock.getAsLong(), entry.bytes(), codec);
        put(meta);
        return meta;
    }

    void remove(Meta meta) {
        KeyEntry entry = list.entry(meta.key());
        if (entry != null) {
            list = list.with(entry.without(meta));
            toClients.leave(meta);
            absences.gone(meta);
            if (heard) {
                toListeners.leave(meta);
            }
        }
    }

    // What is to be told

    /** Whether changes from now on are kept for listeners. */
    void hear(boolean hears) {
        if (hears != heard) {
            heard = hears;
            toldListeners = hears ? list : PresenceList.EMPTY;
            toListeners = new Diff();
        }
    }

    void ask(ClientChannel channel) {
        asking.add(channel);
    }

    /** A channel has ended; its client may come back on the same connection. */
    void ended(ClientChannel channel) {
        asking.remove(channel);
        if (channel.client().isConnected()) {
            absences.left(channel.client(), clock.getAsLong());
        }
        untrackAll(channel);
    }

    /** Whether some who have left might come back and would have to be told what they missed. */
    boolean expectsBack() {
        return absences.forget(clock.getAsLong());
    }

    boolean clientsWait() {
        return !toClients.isEmpty() || !asking.isEmpty();
    }

    ClientTurn takeClientTurn() {
        List<ClientTurn.Asking> asked = new ArrayList<>(asking.size());
        for (ClientChannel channel : asking) {
            asked.add(new ClientTurn.Asking(channel, absences.missed(channel.client(), clock.getAsLong())));
        }
        ClientTurn turn = new ClientTurn(name, toClients, list, asked);
        toClients = new Diff();
        asking = new LinkedHashSet<>();
        return turn;
    }

    boolean listenersWait() {
        return !toListeners.isEmpty();
    }

    ListenerTurn takeListenerTurn() {
        ListenerTurn turn = new ListenerTurn(name, toListeners, toldListeners, list);
        toListeners = new Diff();
        toldListeners = list;
        return turn;
    }

    /** Whether there is nothing in here. */
    boolean isEmpty() {
        return list.isEmpty() && owned.isEmpty();
    }

    boolean isRetired() {
        return retired;
    }

    /** This object is out of use; another one stands for the topic from now on. */
    void retire() {
        retired = true;
    }

    private Meta join(Object owner, String key, @Nullable String previousRef, String members) {
        String ref = refs.next();
        Meta meta = new Meta(key, ref, ++lastPlace, clock.getAsLong(), Meta.json(ref, previousRef, members), codec);
        owned.computeIfAbsent(owner, none -> new HashMap<>(2)).put(key, meta);
        put(meta);
        return meta;
    }

    private void put(Meta meta) {
        KeyEntry entry = list.entry(meta.key());
        list = list.with((entry == null ? KeyEntry.without(meta.key(), codec) : entry).with(meta));
        toClients.join(meta);
        if (heard) {
            toListeners.join(meta);
        }
    }

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
