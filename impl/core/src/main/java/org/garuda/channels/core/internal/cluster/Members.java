package org.garuda.channels.core.internal.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.garuda.channels.core.internal.bus.NodeId;

/**
 * Which other nodes are there. Silence is counted in own beats that came back through the broker, never in time: who is
 * deaf, paused or cut off itself hears nothing of its own either, so it holds that against nobody. Used by one thread.
 */
final class Members {

    /** What a change is. */
    enum Change {
        /** Not heard of before. */
        APPEARED,
        /** It was thought to be gone. */
        RETURNED,
        /** It has been silent for too long. */
        GONE,
        /** It has said that it stops, or has been gone for so long that it is forgotten. */
        LEFT
    }

    /**
     * Something that has changed.
     *
     * @param name what the node is called, empty as long as it has not said so
     */
    record Event(NodeId node, String name, Change change) {}

    /** Others may be back from the broker's pause up to this much later than we are. */
    static final int GRACE = 3;

    /** Own beats that came back, about ten minutes' worth: so long is remembered who is gone. */
    static final int REMEMBERED = 1200;

    private static final class Member {
        private int quiet;
        private boolean gone;
        private String name;

        Member(String name) {
            this.name = name;
        }
    }

    private final String name;
    private final int deadAfter;
    private final Map<NodeId, Member> members = new LinkedHashMap<>();
    private final Map<NodeId, Integer> departed = new HashMap<>();

    /**
     * Nobody else is there.
     *
     * @param name this node's label
     * @param deadAfter so many own beats without a word from a node, and it is gone
     */
    Members(String name, int deadAfter) {
        this.name = name;
        this.deadAfter = deadAfter;
    }

    /** A message of a node that had not come before. Repeats are no sign of life. */
    List<Event> heard(NodeId node) {
        Member member = members.get(node);
        return heard(node, member == null ? "" : member.name);
    }

    /** The same, and the message says what the node is called. */
    List<Event> heard(NodeId node, String label) {
        if (departed.containsKey(node)) {
            return List.of(); // Something that was still on its way.
        }
        Member member = members.get(node);
        if (member == null) {
            members.put(node, new Member(label));
            return List.of(new Event(node, label, Change.APPEARED));
        }
        member.name = label;
        member.quiet = Math.min(member.quiet, 0);
        if (member.gone) {
            member.gone = false;
            return List.of(new Event(node, label, Change.RETURNED));
        }
        return List.of();
    }

    /** A node has said that it stops. */
    List<Event> left(NodeId node) {
        Member member = members.remove(node);
        departed.put(node, 0);
        return member == null ? List.of() : List.of(new Event(node, member.name, Change.LEFT));
    }

    /**
     * An own beat, newer than those before, has come back.
     *
     * @param interrupted whether the connection was lost since the one before
     */
    List<Event> returned(boolean interrupted) {
        List<Event> events = new ArrayList<>();
        members.forEach((node, member) -> {
            if (interrupted && !member.gone) {
                member.quiet = -GRACE;
            }
            member.quiet++;
            if (!member.gone && member.quiet >= deadAfter) {
                member.gone = true;
                events.add(new Event(node, member.name, Change.GONE));
            }
        });
        members.entrySet().removeIf(entry -> {
            boolean forgotten = entry.getValue().gone && entry.getValue().quiet > REMEMBERED;
            if (forgotten) {
                events.add(new Event(entry.getKey(), entry.getValue().name, Change.LEFT));
            }
            return forgotten;
        });
        departed.replaceAll((node, beats) -> beats + 1);
        departed.values().removeIf(beats -> beats > REMEMBERED);
        return events;
    }

    /** The other nodes that are there. */
    Set<NodeId> there() {
        return members.entrySet().stream()
                .filter(entry -> !entry.getValue().gone)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many other nodes are there. */
    int present() {
        return (int) members.values().stream().filter(member -> !member.gone).count();
    }

    /** How many other nodes that are there have this node's label. */
    int namesakes() {
        return (int) members.values().stream()
                .filter(member -> !member.gone && member.name.equals(name))
                .count();
    }
}
