package org.garuda.channels.core.internal.tracker;

import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.core.internal.channel.ChannelServices;
import org.garuda.channels.core.internal.channel.ChannelSession;
import org.garuda.channels.core.internal.execution.NodeLifecycle;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.presence.KeyEntry;
import org.garuda.channels.core.internal.presence.NodeDelta;
import org.garuda.channels.core.internal.presence.NodeEntry;
import org.garuda.channels.core.internal.presence.NodeState;
import org.garuda.channels.core.internal.presence.PresenceList;
import org.garuda.channels.core.internal.presence.PresenceLog;
import org.garuda.channels.core.internal.presence.PresencePeers;
import org.garuda.channels.presence.Presence;
import org.garuda.channels.presence.PresenceEntry;
import org.garuda.channels.presence.PresenceFetcher;
import org.garuda.channels.presence.PresenceHandle;
import org.garuda.channels.presence.PresenceListener;
import org.garuda.channels.presence.Registration;
import org.jspecify.annotations.Nullable;

/**
 * The presences of one node. It can be handed to handlers before there is a node; it works as soon as it has been
 * {@linkplain #attach attached} to one.
 *
 * <p>Every entry belongs to one node. Those of this node are made here; those of others are written by whoever hears
 * from them, with {@link #changed}, {@link #replace} and {@link #drop}.
 */
public final class PresenceTracker implements Presence {

    /** What there is once there is an engine. */
    private record Attached(
            ChannelServices services,
            PresenceTopics topics,
            OwnPresences own,
            Fetching fetching,
            RemoteNodes nodes,
            @Nullable PresenceLog journal) {}

    private final Registrations<PresenceFetcher> fetchers = new Registrations<>();
    private final Registrations<PresenceListener> listeners = new Registrations<>();
    private volatile @Nullable Attached attached;

    /**
     * Joins a node that has no clients yet.
     *
     * @param services what the node's channels share
     * @param settings those of the node
     * @param peers are told of this node's entries; null if there are no other nodes
     * @throws IllegalStateException when it has joined one that has not stopped
     */
    public synchronized void attach(
            ChannelServices services, NodeLifecycle lifecycle, NodeSettings settings, @Nullable PresencePeers peers) {
        if (attached != null && !attached.own().isStopped()) {
            throw new IllegalStateException("presence belongs to a server already; give each server its own");
        }
        NodeRuntime runtime = services.runtime();
        PresenceLog journal = peers == null ? null : new PresenceLog(peers, runtime);
        Fetching fetching = new Fetching(fetchers, runtime);
        PresenceQuota quota = new PresenceQuota(settings.presence(), runtime.counters());
        PresenceTopics topics = new PresenceTopics(services, fetching, listeners, journal, quota);
        OwnPresences own = new OwnPresences(
                topics, runtime.codec(), journal, quota, settings.presence().unsafeKeys());
        attached = new Attached(services, topics, own, fetching, new RemoteNodes(topics), journal);
        services.ends().listen(own::ended);
        lifecycle.onSweep(topics::sweep);
        lifecycle.onStop(own::stop);
    }

    // What the application calls

    @Override
    public void track(ChannelConn conn, String key, Object meta) {
        ChannelSession channel = joined(conn, "track");
        requireKey(key);
        attached().own().track(Owner.of(channel), key, meta);
    }

    @Override
    public PresenceHandle track(String topic, String key, Object meta) {
        requireTopic(topic);
        requireKey(key);
        Tracking tracking = new Tracking(attached().own(), topic, key);
        tracking.track(meta);
        return tracking;
    }

    @Override
    public void update(ChannelConn conn, String key, Object meta) {
        requireKey(key);
        attached().own().replace(Owner.of(joined(conn, "update")), key, meta);
    }

    @Override
    public void updateWith(ChannelConn conn, String key, Function<? super JsonObject, ?> change) {
        requireKey(key);
        attached().own().update(Owner.of(joined(conn, "update")), key, change);
    }

    @Override
    public void untrack(ChannelConn conn, String key) {
        requireKey(key);
        attached().own().untrack(Owner.of(own(conn)), key);
    }

    @Override
    public void untrack(ChannelConn conn) {
        attached().own().untrackAll(Owner.of(own(conn)));
    }

    @Override
    public void pushState(ChannelConn conn) {
        attached().own().ask(joined(conn, "push the presences"));
    }

    @Override
    public Map<String, PresenceEntry> list(String topic) {
        requireTopic(topic);
        return attached().fetching().orThrow(topic, attached().topics().list(topic));
    }

    @Override
    public Optional<PresenceEntry> get(String topic, String key) {
        requireTopic(topic);
        requireKey(key);
        KeyEntry entry = attached().topics().list(topic).entry(key);
        return entry == null
                ? Optional.empty()
                : Optional.ofNullable(attached()
                        .fetching()
                        .orThrow(topic, PresenceList.EMPTY.with(entry))
                        .get(key));
    }

    @Override
    public Registration fetchWith(String pattern, PresenceFetcher fetcher) {
        return fetchers.addAlone(pattern, fetcher);
    }

    @Override
    public Registration listen(String pattern, PresenceListener listener) {
        return listeners.add(pattern, listener);
    }

    // What the other nodes' side calls

    /**
     * This node's own entries, for a node that is new or has missed a delta.
     *
     * @throws IllegalStateException when there are no peers
     */
    public NodeState state() {
        PresenceLog journal = attached().journal();
        if (journal == null) {
            throw new IllegalStateException("presence was attached without peers, so that no journal is kept");
        }
        return journal.state();
    }

    /**
     * Entries of another node have changed. Those that are known already, and leaves of unknown ones, do not matter.
     * Never blocks.
     */
    public void changed(String node, NodeDelta delta) {
        changed(node, List.of(delta));
    }

    /** Several changes of another node in their order, which are told as one. Never blocks. */
    public void changed(String node, List<NodeDelta> deltas) {
        attached().nodes().change(node, deltas);
    }

    /** How many entries of other nodes there are. */
    public int remoteEntries() {
        return attached().nodes().size();
    }

    /**
     * These are all the entries of another node now; those that it had before and still has stay as they are. Never
     * blocks.
     */
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

    private static void requireTopic(String topic) {
        Objects.requireNonNull(topic, "the topic must not be null");
    }

    private static void requireKey(String key) {
        Objects.requireNonNull(key, "the key must not be null");
    }

    private ChannelSession joined(ChannelConn conn, String action) {
        ChannelSession channel = own(conn);
        channel.requireJoin(action);
        return channel;
    }

    private ChannelSession own(ChannelConn conn) {
        Objects.requireNonNull(conn, "the channel must not be null; track(topic, …) is for what has none");
        if (conn instanceof ChannelSession channel
                && channel.belongsTo(attached().services())) {
            return channel;
        }
        throw new IllegalArgumentException("the channel on \"" + conn.topic()
                + "\" belongs to another server; use the presence of the server that it came from");
    }

    private Attached attached() {
        Attached all = attached;
        if (all == null) {
            throw new IllegalStateException("the server of this presence has not been started yet");
        }
        return all;
    }
}
