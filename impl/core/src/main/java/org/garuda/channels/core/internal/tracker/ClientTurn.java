package org.garuda.channels.core.internal.tracker;

import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.core.internal.channel.ChannelSession;
import org.garuda.channels.core.internal.presence.Diff;
import org.garuda.channels.core.internal.presence.MissedLeaves;
import org.garuda.channels.core.internal.presence.PresenceJson;
import org.garuda.channels.core.internal.presence.PresenceList;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.topic.LocalBroadcaster;
import org.jspecify.annotations.Nullable;

/**
 * What clients are told in one turn: the list, for those who asked; then the diff, which brings the others to this
 * version of the list.
 *
 * <p>In this order a client has a diff without its list only for a moment. phoenix.js keeps such a diff even when the
 * connection breaks before the list comes, and takes it for one of the next connection.
 *
 * @param topic the topic
 * @param diff what has changed since the last turn
 * @param list the list after the change
 * @param asking who is to get the list
 */
record ClientTurn(String topic, Diff diff, PresenceList list, List<Asking> asking) {

    /**
     * Somebody who is to get the list.
     *
     * @param channel the channel
     * @param absence since it was last told of the topic; null if it is new
     * @param missed what must be told before, see {@link MissedLeaves}
     */
    record Asking(ChannelSession channel, MissedLeaves.@Nullable Absence absence, Diff missed) {}

    /** Tells it, and gives those who have been told what they missed. */
    List<Asking> tell(PayloadCodec codec, LocalBroadcaster broadcaster, Fetching fetching) {
        List<Asking> back = new ArrayList<>();
        if (!asking.isEmpty()) {
            Payload.Json state = fetching.orPlain(topic, list).encoded();
            for (Asking asks : asking) {
                if (asks.missed.isEmpty()
                        || asks.channel.catchUp("presence_diff", json(asks.missed, codec, fetching))) {
                    back.add(asks);
                }
                asks.channel.push("presence_state", state);
            }
        }
        if (!diff.isEmpty()) {
            broadcaster.announce(topic, "presence_diff", json(diff, codec, fetching));
        }
        return back;
    }

    private Payload.Json json(Diff changes, PayloadCodec codec, Fetching fetching) {
        PresenceList joins = changes.joins(codec);
        PresenceList leaves = changes.leaves(codec);
        if (fetching.concerns(topic)) {
            var details = fetching.detailsOrNone(topic, changes.both(codec));
            joins = joins.withDetails(details);
            leaves = leaves.withDetails(details);
        }
        return new PresenceJson().diff(joins, leaves).payload();
    }
}
