package org.garuda.channels.core.internal.tracker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.core.internal.channel.ChannelSession;
import org.garuda.channels.core.internal.presence.Diff;
import org.garuda.channels.core.internal.presence.KeyEntry;
import org.garuda.channels.core.internal.presence.Meta;
import org.garuda.channels.core.internal.presence.MissedLeaves;
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
    private final MissedLeaves absences = new MissedLeaves();

    @GuardedBy("this")
    private final Map<Object, Map<String, Meta>> owned = new HashMap<>();

    private volatile PresenceList list = PresenceList.EMPTY;

    @GuardedBy("this")
    private long lastPlace;

    @GuardedBy("this")
    private long lastJoin;

    @GuardedBy("this")
    private Diff toClients = new Diff();

    /** Entries of other nodes that have left since clients were last told, by the ref that nodes know. */
    @GuardedBy("this")
    private final Map<String, Meta> leftUntold = new HashMap<>();

    /** Who asks for the list, with the number of leaves that had been told when it asked. */
    @GuardedBy("this")
    private Map<ChannelSession, Long> asking = new LinkedHashMap<>();

    @GuardedBy("this")
    private Diff toListeners = new Diff();

    @GuardedBy("this")
    private PresenceList toldListeners = PresenceList.EMPTY;

    @GuardedBy("this")
    private boolean heard;

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
        Meta untold = leftUntold.remove(entry.ref());
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
        leftUntold.put(ref, meta);
        remove(meta);
    }

    @GuardedBy("this")
    private void remove(Meta meta) {
        KeyEntry entry = list.entry(meta.key());
        if (entry != null) {
            list = list.with(entry.without(meta));
            toClients.leave(meta);
            if (heard) {
                toListeners.leave(meta);
            }
        }
    }

    // What is to be told

    /** Whether changes from now on are kept for listeners. */
    @GuardedBy("this")
    void hear(boolean hears) {
        if (hears != heard) {
            heard = hears;
            toldListeners = hears ? list : PresenceList.EMPTY;
            toListeners = new Diff();
        }
    }

    @GuardedBy("this")
    void ask(ChannelSession channel) {
        asking.putIfAbsent(channel, absences.count());
    }

    /** A channel has ended; its client may come back on the same connection. */
    @GuardedBy("this")
    void ended(ChannelConn channel) {
        long now = clock.getAsLong();
        asking.remove(channel);
        if (channel.client().isConnected() && now - lastJoin <= MissedLeaves.MEMORY_NANOS) {
            absences.left(channel.client(), now, lastPlace);
        }
        untrackAll(channel);
    }

    @GuardedBy("this")
    boolean clientsWait() {
        return !toClients.isEmpty() || !asking.isEmpty();
    }

    @GuardedBy("this")
    ClientTurn takeClientTurn() {
        long now = clock.getAsLong();
        List<ClientTurn.Asking> asked = new ArrayList<>(asking.size());
        for (Map.Entry<ChannelSession, Long> each : asking.entrySet()) {
            ChannelSession channel = each.getKey();
            MissedLeaves.Absence absence = absences.of(channel.client());
            Diff missed = absence == null ? new Diff() : absences.missed(absence, each.getValue(), list, now);
            asked.add(new ClientTurn.Asking(channel, absence, missed));
        }
        absences.telling(toClients.leaves(), lastPlace, now);
        ClientTurn turn = new ClientTurn(name, toClients, list, asked);
        toClients = new Diff();
        leftUntold.clear();
        asking = new LinkedHashMap<>();
        return turn;
    }

    /**
     * A turn is over.
     *
     * @param back who was told all, unless its channel has ended meanwhile
     * @param settled whether everyone whom the turn did not reach because of its end has {@linkplain #ended ended} here
     */
    @GuardedBy("this")
    void told(List<ClientTurn.Asking> back, boolean settled) {
        for (ClientTurn.Asking asked : back) {
            if (asked.absence() != null && asked.channel().isJoined()) {
                absences.back(asked.channel().client(), asked.absence());
            }
        }
        absences.told(settled);
    }

    /** Whether some who have left might come back and would have to be told what they missed. */
    @GuardedBy("this")
    boolean expectsBack() {
        return absences.forget(clock.getAsLong()) && !(list.isEmpty() && toClients.isEmpty() && absences.isEmpty());
    }

    @GuardedBy("this")
    boolean listenersWait() {
        return !toListeners.isEmpty();
    }

    @GuardedBy("this")
    ListenerTurn takeListenerTurn() {
        ListenerTurn turn = new ListenerTurn(name, toListeners, toldListeners, list);
        toListeners = new Diff();
        toldListeners = list;
        return turn;
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
        lastJoin = meta.since();
        toClients.join(meta);
        if (heard) {
            toListeners.join(meta);
        }
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
