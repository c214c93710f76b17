package org.garuda.channels.tck.kit.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.garuda.channels.core.internal.presence.NodeDelta;
import org.garuda.channels.core.internal.presence.NodeEntry;
import org.garuda.channels.core.internal.tracker.PresenceTracker;

/** Another node, whose entries come and go, and which is dropped and comes back with what it has. */
final class RemoteNode {

    static final String NAME = "remote";
    private static final int MOST_ENTRIES = 60;

    private final PresenceTracker presence;
    private final List<NodeEntry> entries = new ArrayList<>();
    private boolean dropped;
    private int made;
    private long number;

    RemoteNode(PresenceTracker presence) {
        this.presence = presence;
    }

    /** What this node's list has of it. */
    Collection<NodeEntry> present() {
        return dropped ? List.of() : entries;
    }

    void step(Random random, String topic, String key) {
        int die = random.nextInt(10);
        if (dropped || die < 2) {
            dropOrReturn(random);
        } else if (entries.size() < 5 || die < 6 && entries.size() < MOST_ENTRIES) {
            NodeEntry entry = entry(topic, key);
            entries.add(entry);
            tell(List.of(entry), List.of());
        } else {
            NodeEntry left = entries.remove(random.nextInt(entries.size()));
            if (random.nextBoolean()) {
                NodeEntry update = entry(left.topic(), left.key());
                entries.add(update);
                tell(List.of(update), List.of(left.ref()));
            } else {
                tell(List.of(), List.of(left.ref()));
            }
        }
    }

    /** Half of the time it is back at once, before anybody has been told that it was gone. */
    private void dropOrReturn(Random random) {
        if (!dropped) {
            presence.drop(NAME);
            dropped = true;
        }
        if (random.nextBoolean()) {
            presence.replace(NAME, entries);
            dropped = false;
        }
    }

    private NodeEntry entry(String topic, String key) {
        String ref = "remote" + ++made;
        return new NodeEntry(topic, key, ref, "{\"phx_ref\":\"" + ref + "\",\"from\":\"afar\"}");
    }

    private void tell(List<NodeEntry> joins, List<String> leaves) {
        presence.changed(NAME, new NodeDelta(++number, joins, leaves));
    }
}
