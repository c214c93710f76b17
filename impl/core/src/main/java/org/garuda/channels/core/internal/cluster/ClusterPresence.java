package org.garuda.channels.core.internal.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.bus.BodyReader;
import org.garuda.channels.core.internal.bus.Kind;
import org.garuda.channels.core.internal.bus.MalformedMessageException;
import org.garuda.channels.core.internal.bus.Message;
import org.garuda.channels.core.internal.bus.NodeId;
import org.garuda.channels.core.internal.bus.Outlet;
import org.garuda.channels.core.internal.bus.Slots;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.execution.SerialBatchExecutor;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.presence.PresencePeers;
import org.garuda.channels.core.internal.tracker.PresenceTracker;

/**
 * Presences between nodes: what others say goes through {@link PresenceSync} and is written into the tracker, each node's
 * in its order and on other threads, so that a large list holds up nobody. Used by the thread that takes in what concerns
 * all nodes.
 */
final class ClusterPresence {

    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final PresenceTracker tracker;
    private final Outlet outlet;
    private final NodeRuntime runtime;
    private final Health health;
    private final PresenceSource source;
    private final PresenceSync sync = new PresenceSync();
    private final Map<NodeId, Writing> writings = new ConcurrentHashMap<>();
    private long upAt;
    private boolean stale;

    /** @param hurry has {@link #tick} called soon */
    ClusterPresence(PresenceTracker tracker, Outlet outlet, NodeRuntime runtime, Health health, Runnable hurry) {
        this.tracker = tracker;
        this.outlet = outlet;
        this.runtime = runtime;
        this.health = health;
        this.source = new PresenceSource(outlet, runtime, tracker::state, hurry);
        this.upAt = runtime.now();
    }

    PresencePeers peers() {
        return source;
    }

    /** The number of the last change that this node has told. */
    long version() {
        return source.version();
    }

    /** Whether everything that the others have is on show here. */
    boolean isComplete() {
        return sync.isComplete() && writings.values().stream().allMatch(Writing::isDone);
    }

    int remoteEntries() {
        return tracker.remoteEntries();
    }

    /** Forty times a second. */
    void tick() {
        source.tick();
        step(new PresenceSync.Tick());
        if (health.isUp()) {
            upAt = runtime.now();
            stale = false;
        } else if (!stale && runtime.now() - upAt > STALE_NANOS) {
            stale = true;
            step(new PresenceSync.Stale());
        }
    }

    /** Something has happened. */
    void step(PresenceSync.Input input) {
        for (PresenceSync.Output output : sync.step(input, runtime.now())) {
            if (output instanceof PresenceSync.Want want) {
                runtime.counters().count(Counter.PRESENCE_SYNCS);
                outlet.sendOwn(
                        Slots.inbox(want.node()),
                        Kind.WANT,
                        PresenceWire.begin(16).number(want.have() + 1).toBytes());
            } else if (output instanceof PresenceSync.Apply apply) {
                write(apply.node(), node -> tracker.changed(node, apply.deltas()));
            } else if (output instanceof PresenceSync.Replace replace) {
                write(replace.node(), node -> tracker.replace(node, replace.entries()));
            } else if (output instanceof PresenceSync.Drop drop) {
                write(drop.node(), tracker::drop);
            }
        }
        if (input instanceof PresenceSync.Left left) {
            writings.remove(left.node()); // What waits in it is still done.
        }
    }

    /**
     * A message of another node about its presences, or about ours.
     *
     * @throws MalformedMessageException when it cannot be read
     */
    void heard(Message message) throws MalformedMessageException {
        NodeId node = message.node();
        BodyReader in = message.body();
        if (!PresenceWire.isOurs(in)) {
            return;
        }
        switch (message.kind()) {
            case WANT -> source.wanted(node, in.number() - 1);
            case DELTA -> step(new PresenceSync.Changes(node, PresenceWire.deltas(in)));
            case MORE -> step(new PresenceSync.More(node, in.number(), PresenceWire.deltas(in)));
            case SNAP -> {
                long id = in.number();
                long version = in.number();
                int part = (int) Math.min(in.number(), Integer.MAX_VALUE);
                boolean last = in.oneByte() == 1;
                step(new PresenceSync.Snapshot(node, id, version, part, last, PresenceWire.entries(in)));
            }
            default -> {
                // Of another kind, and somebody else's.
            }
        }
    }

    private interface Write {
        void to(String node);
    }

    private void write(NodeId node, Write write) {
        writings.computeIfAbsent(node, Writing::new).add(write);
    }

    /** What is to be written of one node, one after the other. */
    private final class Writing implements SerialBatchExecutor.Work {
        private final String node;
        private final SerialBatchExecutor turns;

        @GuardedBy("this")
        private List<Write> waiting = new ArrayList<>();

        Writing(NodeId node) {
            this.node = node.toString();
            this.turns = new SerialBatchExecutor(this, this, runtime, "writing other nodes' presences", () -> {});
        }

        void add(Write write) {
            synchronized (this) {
                waiting.add(write);
            }
            turns.go(false);
        }

        synchronized boolean isDone() {
            return !turns.isBusy();
        }

        @Override
        @GuardedBy("this")
        public boolean waits() {
            return !waiting.isEmpty();
        }

        @Override
        @GuardedBy("this")
        public Runnable take() {
            List<Write> writes = waiting;
            waiting = new ArrayList<>();
            return () -> runtime.faults().forEach("writing other nodes' presences", writes, write -> write.to(node));
        }
    }
}
