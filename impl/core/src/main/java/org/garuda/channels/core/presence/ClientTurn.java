package org.garuda.channels.core.presence;

import java.util.List;
import org.garuda.channels.core.engine.ChannelEngine;
import org.garuda.channels.core.engine.ClientChannel;
import org.garuda.channels.core.protocol.Payload;

/**
 * What clients are told in one turn: the diff, which brings those on the topic to this version of the list; then the list itself, for those who asked.
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
     * @param missed what must be told before, see {@link Absences}
     */
    record Asking(ClientChannel channel, Diff missed) {}

    void tell(ChannelEngine engine, Fetching fetching) {
        if (!diff.isEmpty()) {
            engine.announce(topic, "presence_diff", json(diff, engine, fetching));
        }
        if (!asking.isEmpty()) {
            Payload.Json state = fetching.orPlain(topic, list).encoded();
            for (Asking asks : asking) {
                if (!asks.missed.isEmpty()) {
                    asks.channel.push("presence_diff", json(asks.missed, engine, fetching));
                }
                asks.channel.push("presence_state", state);
            }
        }
    }

    private Payload.Json json(Diff diff, ChannelEngine engine, Fetching fetching) {
        PresenceList joins = diff.joins(engine.codec());
        PresenceList leaves = diff.leaves(engine.codec());
        if (fetching.concerns(topic)) {
            var details = fetching.detailsOrNone(topic, diff.both(engine.codec()));
            joins = joins.withDetails(details);
            leaves = leaves.withDetails(details);
        }
        return new PresenceJson().diff(joins, leaves).payload();
    }
}
