package org.garuda.channels.core.internal.presence;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.execution.SerialBatchExecutor;

/**
 * This node's own entries on all topics, and their changes, numbered in one order for the {@link PresencePeers}. Its
 * lock is taken under that of a topic, never the other way round.
 */
public final class PresenceLog {

    private final PresencePeers peers;
    private final SerialBatchExecutor turns;

    @GuardedBy("this")
    private Tree<NodeEntry> entries = Tree.empty(Comparator.comparing(NodeEntry::ref));

    @GuardedBy("this")
    private List<NodeDelta> waiting = new ArrayList<>();

    @GuardedBy("this")
    private long number;

    @GuardedBy("this")
    private boolean leaving;

    @GuardedBy("this")
    private boolean gone;

    public PresenceLog(PresencePeers peers, NodeRuntime runtime) {
        this.peers = peers;
        this.turns = new SerialBatchExecutor(this, new Telling(), runtime, "a turn of presence", () -> {});
    }

    /** Writes a change down; called under the topic's lock. */
    public synchronized void add(List<NodeEntry> joins, List<String> leaves) {
        for (NodeEntry entry : joins) {
            entries = entries.with(entry);
        }
        for (String ref : leaves) {
            NodeEntry left = entries.find(entry -> ref.compareTo(entry.ref()));
            entries = left == null ? entries : entries.without(left);
        }
        if (!leaving) {
            waiting.add(new NodeDelta(++number, List.copyOf(joins), List.copyOf(leaves)));
        }
    }

    /** Tells what was written down; called under no lock. */
    public void tell() {
        turns.go(true);
    }

    /** Tells that everything is gone, and nothing after that. */
    public void leave() {
        synchronized (this) {
            leaving = true;
        }
        turns.go(true);
    }

    public synchronized NodeState state() {
        Tree<NodeEntry> now = entries;
        return new NodeState(number, new AbstractCollection<>() {
            @Override
            public Iterator<NodeEntry> iterator() {
                return now.iterator();
            }

            @Override
            public int size() {
                return now.size();
            }
        });
    }

    private final class Telling implements SerialBatchExecutor.Work {
        @Override
        @GuardedBy("PresenceLog.this")
        public boolean waits() {
            return !waiting.isEmpty() || leaving && !gone;
        }

        @Override
        @GuardedBy("PresenceLog.this")
        public Runnable take() {
            List<NodeDelta> deltas = waiting;
            waiting = new ArrayList<>();
            boolean goes = leaving;
            gone = goes;
            return () -> {
                deltas.forEach(peers::changed);
                if (goes) {
                    peers.gone();
                }
            };
        }
    }
}
