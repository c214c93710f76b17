package org.garuda.channels.core.internal.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.bus.NodeId;
import org.garuda.channels.core.internal.presence.NodeDelta;
import org.garuda.channels.core.internal.presence.NodeEntry;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of the presences of the others, as a machine: each {@link #step} takes what has happened and tells
 * what is to be done. It reads no clock, and sends nothing itself. Used by one thread.
 *
 * <p>Each node's changes have numbers, one after the other. A hole, or a beat that tells of a later number, has the node
 * asked for what is missing; until that has come, what was known before stays on show.
 */
final class PresenceSync {

    /** Something has happened. */
    sealed interface Input {}

    /** A node is there, or is back. */
    record Appeared(NodeId node) implements Input {}

    /** A node is gone, but may come back. */
    record Gone(NodeId node) implements Input {}

    /** A node has stopped. */
    record Left(NodeId node) implements Input {}

    /** A node is there, and the last of its changes that it has told has this number. */
    record Beat(NodeId node, long version) implements Input {}

    /** A node tells its changes, with consecutive numbers. */
    record Changes(NodeId node, List<NodeDelta> deltas) implements Input {}

    /** A node tells the changes that were asked for: those after a number. */
    record More(NodeId node, long have, List<NodeDelta> deltas) implements Input {}

    /** A node tells some of all its presences, as of the number. */
    record Snapshot(NodeId node, long id, long version, int part, boolean last, List<NodeEntry> entries)
            implements Input {}

    /** Time has passed. */
    record Tick() implements Input {}

    /** Nothing has been heard of anybody for so long that what is shown is not worth much any more. */
    record Stale() implements Input {}

    /** Something is to be done. */
    sealed interface Output {}

    /** A node is to be asked for what comes after this number, or for all if it is negative. */
    record Want(NodeId node, long have) implements Output {}

    /** These changes are to be applied. */
    record Apply(NodeId node, List<NodeDelta> deltas) implements Output {}

    /** These are all presences of a node. */
    record Replace(NodeId node, List<NodeEntry> entries) implements Output {}

    /** A node's presences are to be taken away. */
    record Drop(NodeId node) implements Output {}

    private static final int MOST_BUFFERED = 10_000;
    private static final long NONE = -1;

    /** So long is waited before something is asked for once more. */
    private static final long[] PATIENCE = {
        TimeUnit.MILLISECONDS.toNanos(500),
        TimeUnit.SECONDS.toNanos(1),
        TimeUnit.SECONDS.toNanos(2),
        TimeUnit.SECONDS.toNanos(4),
        TimeUnit.SECONDS.toNanos(5)
    };

    private static final class Remote {
        private boolean live;
        private boolean gone;
        private long version = NONE;
        private final TreeMap<Long, NodeDelta> buffer = new TreeMap<>();
        private int asked;
        private long askAt;
        private long snapshotId;
        private @Nullable List<NodeEntry> parts;
        private int nextPart;
    }

    private final Map<NodeId, Remote> nodes = new HashMap<>();

    /**
     * Takes what has happened.
     *
     * @param now in nanoseconds; only differences matter
     * @return what is to be done, in this order
     */
    List<Output> step(Input input, long now) {
        List<Output> out = new ArrayList<>(2);
        if (input instanceof Appeared appeared) {
            restart(nodes.computeIfAbsent(appeared.node(), none -> new Remote()), appeared.node(), now, out);
        } else if (input instanceof Gone gone) {
            go(nodes.get(gone.node()), gone.node(), out);
        } else if (input instanceof Left left) {
            go(nodes.remove(left.node()), left.node(), out);
        } else if (input instanceof Beat beat) {
            onBeat(here(beat.node()), beat, now, out);
        } else if (input instanceof Changes changes) {
            onChanges(here(changes.node()), changes, now, out);
        } else if (input instanceof More more) {
            onMore(here(more.node()), more, now, out);
        } else if (input instanceof Snapshot snapshot) {
            onSnapshot(here(snapshot.node()), snapshot, now, out);
        } else if (input instanceof Tick) {
            nodes.forEach((node, remote) -> onTick(remote, node, now, out));
        } else if (input instanceof Stale) {
            nodes.forEach((node, remote) -> onStale(remote, node, now, out));
        }
        return out;
    }

    /** Whether all presences of all nodes that are there are known. */
    boolean isComplete() {
        return nodes.values().stream().allMatch(remote -> remote.live || remote.gone);
    }

    private @Nullable Remote here(NodeId node) {
        Remote remote = nodes.get(node);
        return remote == null || remote.gone ? null : remote;
    }

    private static void restart(Remote remote, NodeId node, long now, List<Output> out) {
        remote.gone = false;
        remote.version = NONE;
        remote.buffer.clear();
        remote.parts = null;
        remote.asked = 0;
        want(remote, node, now, out);
    }

    private static void go(@Nullable Remote remote, NodeId node, List<Output> out) {
        if (remote != null && !remote.gone) {
            remote.gone = true;
            remote.live = false;
            remote.version = NONE;
            remote.buffer.clear();
            remote.parts = null;
            out.add(new Drop(node));
        }
    }

    private static void want(Remote remote, NodeId node, long now, List<Output> out) {
        remote.live = false;
        remote.askAt = now + PATIENCE[Math.min(remote.asked, PATIENCE.length - 1)];
        remote.asked++;
        out.add(new Want(node, remote.version));
    }

    private static void onBeat(@Nullable Remote remote, Beat beat, long now, List<Output> out) {
        if (remote == null) {
            return;
        }
        if (remote.live && beat.version() > remote.version) {
            want(remote, beat.node(), now, out);
        } else if (!remote.live && remote.version == NONE && beat.version() == 0) {
            remote.version = 0; // It has never had any: there is nothing to wait for.
            out.add(new Replace(beat.node(), List.of()));
            drain(remote, beat.node(), now, out);
        }
    }

    private static void onChanges(@Nullable Remote remote, Changes changes, long now, List<Output> out) {
        if (remote == null) {
            return;
        }
        for (NodeDelta delta : changes.deltas()) {
            if (delta.number() > remote.version) {
                remote.buffer.put(delta.number(), delta);
            }
        }
        if (remote.live) {
            drain(remote, changes.node(), now, out);
        } else if (remote.buffer.size() > MOST_BUFFERED) {
            remote.buffer.clear();
        }
    }

    private static void onMore(@Nullable Remote remote, More more, long now, List<Output> out) {
        if (remote == null || remote.live || remote.version == NONE || more.have() > remote.version) {
            return;
        }
        for (NodeDelta delta : more.deltas()) {
            if (delta.number() > remote.version) {
                remote.buffer.put(delta.number(), delta);
            }
        }
        drain(remote, more.node(), now, out);
    }

    private static void onSnapshot(@Nullable Remote remote, Snapshot snapshot, long now, List<Output> out) {
        if (remote == null || remote.live) {
            return;
        }
        List<NodeEntry> parts = snapshot.part() == 0 ? new ArrayList<>() : remote.parts;
        if (parts == null
                || snapshot.part() > 0 && (snapshot.id() != remote.snapshotId || snapshot.part() != remote.nextPart)) {
            remote.parts = null; // One is missing: it is asked for again in a while.
            return;
        }
        parts.addAll(snapshot.entries());
        remote.parts = parts;
        remote.snapshotId = snapshot.id();
        remote.nextPart = snapshot.part() + 1;
        remote.askAt = now + PATIENCE[0];
        if (snapshot.last()) {
            remote.parts = null;
            if (snapshot.version() >= remote.version) {
                remote.version = snapshot.version();
                out.add(new Replace(snapshot.node(), parts));
                drain(remote, snapshot.node(), now, out);
            }
        }
    }

    /** Applies what follows on what is known; is live if nothing is missing then, and asks for it else. */
    private static void drain(Remote remote, NodeId node, long now, List<Output> out) {
        List<NodeDelta> next = new ArrayList<>();
        while (!remote.buffer.isEmpty() && remote.buffer.firstKey() <= remote.version + 1) {
            NodeDelta delta = remote.buffer.pollFirstEntry().getValue();
            if (delta.number() == remote.version + 1) {
                remote.version = delta.number();
                next.add(delta);
            }
        }
        if (!next.isEmpty()) {
            out.add(new Apply(node, next));
        }
        if (remote.buffer.isEmpty()) {
            remote.live = true;
            remote.asked = 0;
        } else {
            want(remote, node, now, out);
        }
    }

    private static void onTick(Remote remote, NodeId node, long now, List<Output> out) {
        if (!remote.live && !remote.gone && now - remote.askAt >= 0) {
            want(remote, node, now, out);
        }
    }

    private static void onStale(Remote remote, NodeId node, long now, List<Output> out) {
        if (!remote.gone) {
            out.add(new Drop(node));
            restart(remote, node, now, out);
        }
    }
}
