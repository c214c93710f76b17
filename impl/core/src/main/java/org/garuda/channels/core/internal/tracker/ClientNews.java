package org.garuda.channels.core.internal.tracker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.core.internal.channel.ChannelSession;
import org.garuda.channels.core.internal.presence.Diff;
import org.garuda.channels.core.internal.presence.Meta;
import org.garuda.channels.core.internal.presence.MissedLeaves;
import org.garuda.channels.core.internal.presence.PresenceList;
import org.jspecify.annotations.Nullable;

/**
 * What the clients on one topic are still to be told: the changes since the last turn, the list for those who ask for
 * it, and what those have missed who come back. Guarded by the lock of its {@link TopicPresence}.
 */
final class ClientNews {

    private final MissedLeaves absences = new MissedLeaves();

    /** Entries of other nodes that have left since clients were last told, by the ref that nodes know. */
    private final Map<String, Meta> leftUntold = new HashMap<>();

    /** Who asks for the list, with the number of leaves that had been told when it asked. */
    private Map<ChannelSession, Long> asking = new LinkedHashMap<>();

    private Diff diff = new Diff();
    private long lastJoin;

    void join(Meta meta) {
        lastJoin = meta.since();
        diff.join(meta);
    }

    void leave(Meta meta) {
        diff.leave(meta);
    }

    /** An entry of another node is about to leave. */
    void gone(String ref, Meta meta) {
        leftUntold.put(ref, meta);
    }

    /** An entry of another node that has left, unless clients have been told that. */
    @Nullable
    Meta back(String ref) {
        return leftUntold.remove(ref);
    }

    void ask(ChannelSession channel) {
        asking.putIfAbsent(channel, absences.count());
    }

    /**
     * A channel has ended.
     *
     * @param lastPlace the place of the entry that joined last
     */
    void ended(ChannelConn channel, long now, long lastPlace) {
        asking.remove(channel);
        if (channel.client().isConnected() && now - lastJoin <= MissedLeaves.MEMORY_NANOS) {
            absences.left(channel.client(), now, lastPlace);
        }
    }

    boolean areWaiting() {
        return !diff.isEmpty() || !asking.isEmpty();
    }

    /** What is to be told now, which waits no longer. */
    ClientTurn take(String topic, PresenceList list, long now, long lastPlace) {
        List<ClientTurn.Asking> asked = new ArrayList<>(asking.size());
        for (Map.Entry<ChannelSession, Long> each : asking.entrySet()) {
            ChannelSession channel = each.getKey();
            MissedLeaves.Absence absence = absences.of(channel.client());
            Diff missed = absence == null ? new Diff() : absences.missed(absence, each.getValue(), list, now);
            asked.add(new ClientTurn.Asking(channel, absence, missed));
        }
        absences.telling(diff.leaves(), lastPlace, now);
        ClientTurn turn = new ClientTurn(topic, diff, list, asked);
        diff = new Diff();
        leftUntold.clear();
        asking = new LinkedHashMap<>();
        return turn;
    }

    /** See {@link TopicPresence#told}. */
    void told(List<ClientTurn.Asking> back, boolean settled) {
        for (ClientTurn.Asking asked : back) {
            if (asked.absence() != null && asked.channel().isJoined()) {
                absences.back(asked.channel().client(), asked.absence());
            }
        }
        absences.told(settled);
    }

    /** See {@link TopicPresence#expectsBack}. */
    boolean expectBack(PresenceList list, long now) {
        return absences.forget(now) && !(list.isEmpty() && diff.isEmpty() && absences.isEmpty());
    }
}
