package org.garuda.channels.core.presence;

import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.Presence;
import org.garuda.channels.PresenceEntry;
import org.garuda.channels.PresenceFetcher;
import org.garuda.channels.PresenceHook;
import org.garuda.channels.PresenceListener;
import org.garuda.channels.PresenceTracking;
import org.garuda.channels.core.engine.ChannelEngine;
import org.garuda.channels.core.engine.ClientChannel;
import org.jspecify.annotations.Nullable;

/**
 * The presences of one engine. It can be handed to handlers before there is an engine; it works as soon as it has been {@linkplain #attach attached} to
 * one.
 *
 * <p>Every entry belongs to one node. Those of this node are made here; those of others are written by whoever hears from them, with {@link #changed}, {@link #replace} and {@link #drop}.
 */
public final class PresenceTracker implements Presence {

    private static final Set<String> UNSAFE_KEYS = Set.of("__proto__", "constructor", "prototype");

    /** What there is once there is an engine. */
    private record Attached(
            ChannelEngine engine,
            PresenceTopics topics,
            Fetching fetching,
            RemoteNodes nodes,
            @Nullable Journal journal) {}

    private final Hooks<PresenceFetcher> fetchers = new Hooks<>();
    private final Hooks<PresenceListener> listeners = new Hooks<>();
    private volatile @Nullable Attached attached;
    private volatile boolean stopped;

    /** Joins an engine that has no clients yet, on a single node. */
    public void attach(ChannelEngine engine) {
        attach(engine, null);
    }

    /**
     * Joins an engine that has no clients yet.
     *
     * @param peers are told of this node's entries; null if there are no other nodes
     * @throws IllegalStateException when it has joined one that has not stopped
     */
    public synchronized void attach(ChannelEngine engine, @Nullable PresencePeers peers) {
        if (attached != null && !stopped) {
            throw new IllegalStateException("presence belongs to a server already; give each server its own");
        }
        Journal journal = peers == null ? null : new Journal(peers, engine.dispatch());
        Fetching fetching = new Fetching(fetchers, engine.codec(), engine.context());
        PresenceTopics topics = new PresenceTopics(engine, fetching, listeners, journal);
        attached = new Attached(engine, topics, fetching, new RemoteNodes(topics), journal);
        stopped = false;
        engine.onChannelEnd(this::ended);
        engine.onSweep(topics::sweep);
        engine.onStop(this::stop);
    }

    // What the application calls

    @Override
    public void track(ChannelConn conn, String key, Object meta) {
        ClientChannel channel = joined(conn, "track");
        String members = Meta.members(meta, engine().codec());
        requireSafe(key);
        changeOwn(channel.topic(), channel::isJoined, topic -> topic.track(channel, key, members));
    }

    @Override
    public PresenceTracking track(String topic, String key, Object meta) {
        String members = Meta.members(meta, engine().codec());
        requireSafe(key);
        Tracking tracking = new Tracking(this, topic, key);
        changeOwn(topic, tracking::isOpen, there -> there.track(tracking, key, members));
        return tracking;
    }

    @Override
    public void update(ChannelConn conn, String key, Object meta) {
        ClientChannel channel = joined(conn, "update");
        update(channel, channel.topic(), key, channel::isJoined, Meta.members(meta, engine().codec()));
    }

    @Override
    public void update(ChannelConn conn, String key, Function<? super JsonObject, ?> change) {
        ClientChannel channel = joined(conn, "update");
        update(channel, channel.topic(), key, channel::isJoined, change);
    }

    @Override
    public void untrack(ChannelConn conn, String key) {
        ClientChannel channel = own(conn);
        if (drop(channel, channel.topic(), topic -> topic.untrack(channel, key))) {
            attached().topics().tell(channel.topic());
        }
    }

    @Override
    public void untrack(ChannelConn conn) {
        ClientChannel channel = own(conn);
        if (drop(channel, channel.topic(), topic -> topic.untrackAll(channel))) {
            attached().topics().tell(channel.topic());
        }
    }

    @Override
    public void pushState(ChannelConn conn) {
        ClientChannel channel = joined(conn, "push the presences");
        changeOwn(channel.topic(), channel::isJoined, topic -> topic.ask(channel));
    }

    @Override
    public Map<String, PresenceEntry> list(String topic) {
        return attached().fetching().orThrow(topic, attached().topics().list(topic));
    }

    @Override
    public Optional<PresenceEntry> get(String topic, String key) {
        KeyEntry entry = attached().topics().list(topic).entry(key);
        return entry == null
                ? Optional.empty()
                : Optional.ofNullable(attached()
                        .fetching()
                        .orThrow(topic, PresenceList.EMPTY.with(entry))
                        .get(key));
    }

    @Override
    public PresenceHook fetchWith(String pattern, PresenceFetcher fetcher) {
        return fetchers.addAlone(pattern, fetcher);
    }

    @Override
    public PresenceHook listen(String pattern, PresenceListener listener) {
        return listeners.add(pattern, listener);
    }

    // What the other nodes' side calls

    /**
     * This node's own entries, for a node that is new or has missed a delta.
     *
     * @throws IllegalStateException when there are no peers
     */
    public NodeState state() {
        Journal journal = attached().journal();
        if (journal == null) {
            throw new IllegalStateException("presence was attached without peers, so that no journal is kept");
        }
        return journal.state();
    }

    /** Entries of another node have changed. Those that are known already, and leaves of unknown ones, do not matter. Never blocks. */
    public void changed(String node, NodeDelta delta) {
        attached().nodes().change(node, delta.joins(), delta.leaves());
    }

    /** These are all the entries of another node now; those that it had before and still has stay as they are. Never blocks. */
    public void replace(String node, Collection<NodeEntry> entries) {
        attached().nodes().replace(node, entries);
    }

    /** Another node is gone with all its entries. Never blocks. */
    public void drop(String node) {
        attached().nodes().replace(node, List.of());
    }

    /** How many topics are kept; zero when nobody is anywhere and everything has been told. */
    public int topicCount() {
        return attached().topics().size();
    }

    // What owners of entries call

    void update(Tracking tracking, Object meta) {
        update(tracking, tracking.topic(), tracking.key(), tracking::isOpen, Meta.members(meta, engine().codec()));
    }

    void update(Tracking tracking, Function<? super JsonObject, ?> change) {
        update(tracking, tracking.topic(), tracking.key(), tracking::isOpen, change);
    }

    void ended(Tracking tracking) {
        if (drop(tracking, tracking.topic(), topic -> topic.untrackAll(tracking))) {
            attached().topics().tell(tracking.topic());
        }
    }

    /** Possibly in the middle of a broadcast, so that the telling must be left to another thread. */
    private void ended(ClientChannel channel) {
        PresenceTopics topics = attached().topics();
        if (topics.find(channel.topic()) != null) {
            topics.change(channel.topic(), topic -> topic.ended(channel));
            topics.tellElsewhere(channel.topic());
        }
    }

    private void update(Object owner, String topicName, String key, BooleanSupplier alive, String members) {
        changeOwn(topicName, alive, topic -> topic.update(owner, tracked(topic, owner, key), members));
    }

    private void update(
            Object owner, String topicName, String key, BooleanSupplier alive, Function<? super JsonObject, ?> change) {
        boolean done = false;
        while (!done) {
            Meta[] current = new Meta[1];
            changeOwn(topicName, alive, topic -> current[0] = tracked(topic, owner, key));
            Meta before = current[0];
            if (before == null) {
                return; // The owner is gone.
            }
            String members = Meta.members(change.apply(before.value()), engine().codec());
            boolean[] same = {true};
            changeOwn(topicName, alive, topic -> {
                same[0] = tracked(topic, owner, key) == before;
                if (same[0]) {
                    topic.update(owner, before, members);
                }
            });
            done = same[0];
        }
    }

    private static Meta tracked(TopicPresence topic, Object owner, String key) {
        Meta meta = topic.find(owner, key);
        if (meta == null) {
            throw new IllegalStateException("\"" + key + "\" is not tracked on \"" + topic.name()
                    + "\" by this channel; track it before it is updated");
        }
        return meta;
    }

    /** Changes what belongs to a living owner. An owner that ends at this moment finds the change when its end takes the topic's lock. */
    private void changeOwn(String topicName, BooleanSupplier alive, Consumer<TopicPresence> action) {
        PresenceTopics topics = attached().topics();
        try {
            topics.change(topicName, topic -> {
                if (alive.getAsBoolean() && !stopped) {
                    action.accept(topic);
                }
            });
        } finally {
            topics.tell(topicName);
        }
    }

    /** Takes away what belongs to an owner; tells whether there may have been something. */
    private boolean drop(Object owner, String topicName, Consumer<TopicPresence> action) {
        PresenceTopics topics = attached().topics();
        TopicPresence known = topics.find(topicName);
        if (known == null) {
            return false;
        }
        synchronized (known) {
            if (!known.knows(owner)) {
                return false;
            }
        }
        topics.change(topicName, action);
        return true;
    }

    private void stop() {
        stopped = true;
        Attached all = attached();
        if (all.journal() != null) {
            all.journal().leave();
        }
        for (String name : all.topics().names()) {
            all.topics().change(name, TopicPresence::untrackOwn);
            all.topics().tellElsewhere(name);
        }
    }

    private void requireSafe(String key) {
        if (UNSAFE_KEYS.contains(key) && !engine().config().presence().unsafeKeys()) {
            throw new IllegalArgumentException(
                    "the key \"" + key
                            + "\" does harm in old JavaScript clients; use another one, such as one with a prefix, or set channels.presence.unsafe-keys to true");
        }
    }

    private ClientChannel joined(ChannelConn conn, String action) {
        ClientChannel channel = own(conn);
        channel.requireJoin(action);
        return channel;
    }

    private ClientChannel own(ChannelConn conn) {
        if (conn instanceof ClientChannel channel && channel.belongsTo(engine())) {
            return channel;
        }
        throw new IllegalArgumentException("the channel on \"" + conn.topic()
                + "\" belongs to another server; use the presence of the server that it came from");
    }

    private ChannelEngine engine() {
        return attached().engine();
    }

    private Attached attached() {
        Attached all = attached;
        if (all == null) {
            throw new IllegalStateException("the server of this presence has not been started yet");
        }
        return all;
    }
}
