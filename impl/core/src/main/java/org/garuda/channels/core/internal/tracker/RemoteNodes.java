package org.garuda.channels.core.internal.tracker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.garuda.channels.core.internal.presence.Meta;
import org.garuda.channels.core.internal.presence.NodeEntry;

/** The entries of other nodes: which node each belongs to. Its lock is taken before that of a topic. */
final class RemoteNodes {

    private record Placed(String topic, Meta meta) {}

    private static final class TopicChange {
        private final List<NodeEntry> joins = new ArrayList<>();
        private final Map<String, Meta> leaves = new LinkedHashMap<>();
    }

    private final PresenceTopics topics;

    @GuardedBy("this")
    private final Map<String, Map<String, Placed>> nodes = new HashMap<>();

    /** How often entries were taken away that may come back, as they do when a node was only thought to be gone. */
    @GuardedBy("this")
    private long dropped;

    RemoteNodes(PresenceTopics topics) {
        this.topics = topics;
    }

    void replace(String node, Collection<NodeEntry> entries) {
        Set<String> refs = new HashSet<>();
        entries.forEach(entry -> refs.add(entry.ref()));
        Set<String> changed;
        synchronized (this) {
            List<String> leaves = nodes.getOrDefault(node, Map.of()).keySet().stream()
                    .filter(ref -> !refs.contains(ref))
                    .toList();
            changed = apply(node, entries, leaves);
            dropped += leaves.isEmpty() ? 0 : 1;
        }
        changed.forEach(topics::tellElsewhere);
    }

    void change(String node, Collection<NodeEntry> joins, Collection<String> leaves) {
        Set<String> changed;
        synchronized (this) {
            changed = apply(node, joins, leaves);
        }
        changed.forEach(topics::tellElsewhere);
    }

    /** Changes a node's entries, and gives the topics where something is to be told. */
    @GuardedBy("this")
    @SuppressWarnings("GuardedBy") // PresenceTopics.change does what it is given under the lock of the topic.
    private Set<String> apply(String node, Collection<NodeEntry> joins, Collection<String> leaves) {
        Map<String, Placed> known = nodes.computeIfAbsent(node, none -> new HashMap<>());
        String suffix = dropped == 0 ? "" : "~" + dropped;
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
        if (known.isEmpty()) {
            nodes.remove(node);
        }
        return changes.keySet();
    }
}
