package org.garuda.channels.core.internal.cluster;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.garuda.channels.core.internal.presence.NodeDelta;
import org.garuda.channels.core.internal.tracker.WatchedPresence;

/**
 * Knows what really happened, and says what no client may ever be told: that somebody left whose node was there all the
 * time, that somebody is back who has left for good; nor may a dead node's people stay.
 */
final class ModelJudge {

    /** How long a node that stood still or was cut off may still be taken for a dead one. */
    private static final long EXCUSE_MILLIS = 12_000;

    private static final long DEATH_NOTICED_MILLIS = 3_000;

    /** A beat of one's own that is lost costs one more. */
    private static final long LOST_BEATS_MILLIS = 1_500;

    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final ModelSchedule schedule;
    private final boolean lossy;
    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, Set<String>> gone = new HashMap<>();
    private final Map<String, Long> disturbed = new HashMap<>();
    private final Map<String, Long> troubled = new HashMap<>();
    private final Set<String> dead = new HashSet<>();
    private long brokerTrouble = LONG_AGO;
    private String violation = "";

    ModelJudge(ModelSchedule schedule, boolean lossy) {
        this.schedule = schedule;
        this.lossy = lossy;
    }

    /** The first thing that went wrong, or nothing. */
    String violation() {
        return violation;
    }

    void violated(String what) {
        if (violation.isEmpty()) {
            violation = "at " + schedule.now() + " ms: " + what;
        }
    }

    /** Until the given time the node may not be heard, so that it may be taken for dead. */
    void disturbed(String node, long until) {
        disturbed.merge(node, until, Math::max);
        troubled(node, until);
    }

    /** The node was still until the given time, which nobody may notice, unless a beat was lost besides. */
    void stoodStill(String node, long until) {
        if (lossy) {
            disturbed(node, until);
        } else {
            troubled(node, until);
        }
    }

    /** Until the given time the node may notice later what happens to others. */
    void troubled(String node, long until) {
        troubled.merge(node, until, Math::max);
    }

    void brokerTrouble(long until) {
        brokerTrouble = Math.max(brokerTrouble, until);
    }

    /** A node has changed its own entries. */
    void changed(String node, NodeDelta delta) {
        delta.joins().forEach(entry -> owners.put(entry.ref(), node));
        ended.addAll(delta.leaves());
    }

    void died(String node, List<ModelNode> observers) {
        dead.add(node);
        long at = schedule.now();
        for (ModelNode observer : observers) {
            if (calmSince(observer.id(), at - EXCUSE_MILLIS)) {
                schedule.in(
                        DEATH_NOTICED_MILLIS + (lossy ? LOST_BEATS_MILLIS : 0),
                        () -> requireNoticed(observer, node, at));
            }
        }
    }

    /** What a client of the node is told. */
    WatchedPresence.Told clientOf(String node) {
        Set<String> goneHere = gone.computeIfAbsent(node, none -> new HashSet<>());
        return new WatchedPresence.Told() {
            @Override
            public void joined(String ref) {
                if (goneHere.contains(ref)) {
                    violated(node + " tells that " + ref + " is back, which " + owners.get(ref) + " had said is gone");
                }
            }

            @Override
            public void left(String ref) {
                String owner = owners.getOrDefault(ref, "");
                if (ended.contains(ref)) {
                    goneHere.add(ref);
                } else if (!dead.contains(owner)
                        && disturbed.getOrDefault(owner, LONG_AGO) + EXCUSE_MILLIS < schedule.now()) {
                    violated(node + " tells that " + ref + " left, though " + owner + " was there all the time");
                }
            }
        };
    }

    private void requireNoticed(ModelNode observer, String node, long died) {
        if (observer.isAlive() && calmSince(observer.id(), died)) {
            for (Set<String> refs : observer.presence().list().values()) {
                if (refs.stream().anyMatch(ref -> node.equals(owners.get(ref)))) {
                    violated(observer.id() + " still shows " + node + ", which has been dead since " + died);
                }
            }
        }
    }

    private boolean calmSince(String observer, long since) {
        return troubled.getOrDefault(observer, LONG_AGO) < since && brokerTrouble < since;
    }
}
