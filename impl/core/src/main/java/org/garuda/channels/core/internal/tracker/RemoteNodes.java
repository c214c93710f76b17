package org.garuda.channels.core.internal.tracker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.garuda.channels.core.internal.presence.Meta;
import org.garuda.channels.core.internal.presence.NodeDelta;
import org.garuda.channels.core.internal.presence.NodeEntry;

/**
 * The entries of other nodes: which node each belongs to. A node's lock is taken before that of a topic; nodes do not
 * wait for each other, and no topic is held for longer than some entries take, however many a node has.
 */
final class RemoteNodes {

    /** So many entries change at once under a topic's lock. */
    private static final int MOST_AT_ONCE = 250;

    private record Placed(String topic, Meta meta) {}

    private static final class TopicChange {
        private final List<NodeEntry> joins = new ArrayList<>();
        private final Map<String, Meta> leaves = new LinkedHashMap<>();
    }

    /** One node's entries by ref; guarded by itself. */
    private static final class Entries extends HashMap<String, Placed> {
        private static final long serialVersionUID = 1L;
        private transient boolean retired;
    }

    private final PresenceTopics topics;
    private final Map<String, Entries> nodes = new ConcurrentHashMap<>();

    /** How often entries were taken away that may come back, as they do when a node was only thought to be gone. */
    private final AtomicLong dropped = new AtomicLong();

    private final AtomicInteger size = new AtomicInteger();

    RemoteNodes(PresenceTopics topics) {
        this.topics = topics;
    }

    /** How many entries there are of all nodes. */
    int size() {
        return size.get();
    }

    void replace(String node, Collection<NodeEntry> entries) {
        Set<String> refs = new HashSet<>();
        entries.forEach(entry -> refs.add(entry.ref()));
        tell(with(node, known -> {
            List<String> leaves =
                    known.keySet().stream().filter(ref -> !refs.contains(ref)).toList();
            Set<String> changed = apply(known, List.copyOf(entries), leaves);
            if (!leaves.isEmpty()) {
                dropped.incrementAndGet();
            }
            return changed;
        }));
    }

    /** What came and went within the changes is told by neither. */
    void change(String node, List<NodeDelta> deltas) {
        Map<String, NodeEntry> joins = new LinkedHashMap<>();
        Set<String> leaves = new LinkedHashSet<>();
        for (NodeDelta delta : deltas) {
            delta.joins().forEach(entry -> joins.put(entry.ref(), entry));
            for (String ref : delta.leaves()) {
                joins.remove(ref);
                leaves.add(ref);
            }
        }
        tell(with(node, known -> apply(known, List.copyOf(joins.values()), List.copyOf(leaves))));
    }

    private void tell(Set<String> changed) {
        changed.forEach(topics::tellElsewhere);
    }

    /** A change of a node's entries, under their lock. */
    private interface Change {
        Set<String> make(Entries known);
    }

    private Set<String> with(String node, Change change) {
        while (true) {
            Entries known = nodes.computeIfAbsent(node, none -> new Entries());
            synchronized (known) {
                if (!known.retired) {
                    int before = known.size();
                    Set<String> changed = change.make(known);
                    size.addAndGet(known.size() - before);
                    if (known.isEmpty()) {
                        known.retired = true;
                        nodes.remove(node, known);
                    }
                    return changed;
                }
            }
        }
    }

    /** Changes a node's entries piece by piece, and gives the topics where something is to be told. */
    private Set<String> apply(Entries known, List<NodeEntry> joins, List<String> leaves) {
        if (joins.size() + leaves.size() <= MOST_AT_ONCE) {
            return applyPiece(known, joins, leaves);
        }
        Set<String> changed = new LinkedHashSet<>();
        for (int from = 0; from < joins.size(); from += MOST_AT_ONCE) {
            changed.addAll(
                    applyPiece(known, joins.subList(from, Math.min(from + MOST_AT_ONCE, joins.size())), List.of()));
        }
        for (int from = 0; from < leaves.size(); from += MOST_AT_ONCE) {
            changed.addAll(
                    applyPiece(known, List.of(), leaves.subList(from, Math.min(from + MOST_AT_ONCE, leaves.size()))));
        }
        return changed;
    }

    @SuppressWarnings("GuardedBy") // PresenceTopics.change does what it is given under the lock of the topic.
    private Set<String> applyPiece(Entries known, List<NodeEntry> joins, List<String> leaves) {
        String suffix = dropped.get() == 0 ? "" : "~" + dropped.get();
        Map<String, TopicChange> changes = new LinkedHashMap<>();
        for (NodeEntry entry : joins) {
            if (!known.containsKey(entry.ref())) {
                changes.computeIfAbsent(entry.topic(), none -> new TopicChange())
                        .joins
                        .add(entry);
            }
        }
        for (String ref : leaves) {
            Placed left = known.remove(ref);
            if (left != null) {
                changes.computeIfAbsent(left.topic(), none -> new TopicChange())
                        .leaves
                        .put(ref, left.meta());
            }
        }
        changes.forEach((name, change) -> topics.change(name, topic -> {
            change.joins.forEach(entry -> known.put(entry.ref(), new Placed(name, topic.put(entry, suffix))));
            change.leaves.forEach(topic::remove);
        }));
        return changes.keySet();
    }
}
