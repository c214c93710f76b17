package org.garuda.channels.core.internal.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.garuda.channels.core.internal.bus.BodyWriter;
import org.garuda.channels.core.internal.bus.Kind;
import org.garuda.channels.core.internal.bus.NodeId;
import org.garuda.channels.core.internal.bus.Outlet;
import org.garuda.channels.core.internal.bus.Slots;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.presence.NodeDelta;
import org.garuda.channels.core.internal.presence.NodeEntry;
import org.garuda.channels.core.internal.presence.NodeState;
import org.garuda.channels.core.internal.presence.PresencePeers;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other nodes of this one's presences: changes as they come, some milliseconds' worth in one message; those
 * that a node has missed, as far back as they are kept; else all of them, piece by piece. Changes may come on any thread;
 * all else is done by the thread that takes in what concerns all nodes.
 */
final class PresenceSource implements PresencePeers {

    static final int MOST_KEPT = 10_000;
    private static final int MOST_KEPT_BYTES = 2 << 20;
    private static final int MESSAGE_BYTES = 64 << 10;

    /** At forty a second, some ten megabytes. */
    private static final int PART_BYTES = 256 << 10;

    /** So long others may ask too, and all are answered at once. */
    private static final long GATHERING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Outlet outlet;
    private final NodeRuntime runtime;
    private final Supplier<NodeState> state;
    private final Runnable hurry;
    private final ArrayDeque<NodeDelta> kept = new ArrayDeque<>();
    private final Set<NodeId> asking = new LinkedHashSet<>();
    private int keptBytes;
    private long askedSince;
    private long snapshots;
    private @Nullable Sending sending;
    private volatile long told;

    @GuardedBy("this")
    private List<NodeDelta> waiting = new ArrayList<>();

    @GuardedBy("this")
    private int waitingBytes;

    /** A list on its way. */
    private static final class Sending {
        private final String channel;
        private final Set<NodeId> to;
        private final long id;
        private final long version;
        private final Iterator<NodeEntry> entries;
        private int part;

        Sending(Set<NodeId> to, long id, NodeState state) {
            this.channel = to.size() == 1 ? Slots.inbox(to.iterator().next()) : Slots.CONTROL;
            this.to = Set.copyOf(to);
            this.id = id;
            this.version = state.number();
            this.entries = state.entries().iterator();
        }
    }

    /**
     * A source that nobody has asked.
     *
     * @param state all of this node's presences
     * @param hurry has {@link #tick} called soon
     */
    PresenceSource(Outlet outlet, NodeRuntime runtime, Supplier<NodeState> state, Runnable hurry) {
        this.outlet = outlet;
        this.runtime = runtime;
        this.state = state;
        this.hurry = hurry;
    }

    /** The number of the last change that has been told. */
    long version() {
        return told;
    }

    @Override
    public void changed(NodeDelta delta) {
        boolean much;
        synchronized (this) {
            int bytes = PresenceWire.bytes(delta);
            waiting.add(delta);
            much = waitingBytes < MESSAGE_BYTES && waitingBytes + bytes >= MESSAGE_BYTES;
            waitingBytes += bytes;
        }
        if (much) {
            hurry.run();
        }
    }

    /** The node's goodbye has told that already. */
    @Override
    public void gone() {}

    /** Sends what waits. */
    void tick() {
        List<NodeDelta> deltas;
        synchronized (this) {
            deltas = waiting;
            waiting = deltas.isEmpty() ? deltas : new ArrayList<>();
            waitingBytes = 0;
        }
        if (!deltas.isEmpty()) {
            tell(deltas);
        }
        sendPart();
    }

    private void tell(List<NodeDelta> deltas) {
        BodyWriter out = PresenceWire.begin(1024);
        for (NodeDelta delta : deltas) {
            keep(delta);
            PresenceWire.write(out, delta);
            if (out.size() >= MESSAGE_BYTES) {
                outlet.sendOwn(Slots.CONTROL, Kind.DELTA, out.toBytes());
                out = PresenceWire.begin(1024);
            }
        }
        if (out.size() > 1) {
            outlet.sendOwn(Slots.CONTROL, Kind.DELTA, out.toBytes());
        }
        told = deltas.get(deltas.size() - 1).number();
    }

    private void keep(NodeDelta delta) {
        kept.add(delta);
        keptBytes += PresenceWire.bytes(delta);
        while (kept.size() > MOST_KEPT || keptBytes > MOST_KEPT_BYTES) {
            keptBytes -= PresenceWire.bytes(kept.remove());
        }
    }

    /**
     * A node wants what it has missed.
     *
     * @param have the last change that it knows; negative if it knows none
     */
    void wanted(NodeId by, long have) {
        NodeDelta first = kept.peek();
        boolean reachesBack = have >= told || first != null && first.number() <= have + 1;
        if (have >= 0 && reachesBack) {
            BodyWriter out = PresenceWire.begin(1024).number(have);
            for (NodeDelta delta : kept) {
                if (delta.number() > have) {
                    PresenceWire.write(out, delta);
                }
            }
            outlet.sendOwn(Slots.inbox(by), Kind.MORE, out.toBytes());
        } else if (sending == null || !sending.to.contains(by)) {
            askedSince = asking.isEmpty() ? runtime.now() : askedSince;
            asking.add(by);
        }
    }

    private void sendPart() {
        if (sending == null) {
            if (asking.isEmpty() || runtime.now() - askedSince < GATHERING_NANOS) {
                return;
            }
            sending = new Sending(asking, ++snapshots, state.get());
            asking.clear();
        }
        Sending current = sending;
        BodyWriter entries = new BodyWriter(4096);
        while (current.entries.hasNext() && entries.size() < PART_BYTES) {
            PresenceWire.write(entries, current.entries.next());
        }
        boolean last = !current.entries.hasNext();
        byte[] bytes = entries.toBytes();
        BodyWriter out = PresenceWire.begin(bytes.length + 32)
                .number(current.id)
                .number(current.version)
                .number(current.part++)
                .oneByte(last ? 1 : 0)
                .bytes(bytes, 0, bytes.length);
        outlet.sendOwn(current.channel, Kind.SNAP, out.toBytes());
        if (last) {
            sending = null;
        }
    }
}
