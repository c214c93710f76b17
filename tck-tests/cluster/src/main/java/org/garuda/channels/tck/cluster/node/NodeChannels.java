package org.garuda.channels.tck.cluster.node;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.presence.Presence;
import org.garuda.channels.presence.PresenceHandle;

/** The channels of a node: numbered messages, crowds of presences, topics that are only there. */
final class NodeChannels {

    private NodeChannels() {}

    /** {@code pub} broadcasts its payload as {@code n}; tells how often it heard of missing messages. */
    @NonBlocking
    static final class Load implements ChannelHandler {

        final AtomicLong missed = new AtomicLong();

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }

        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            conn.broadcast("n", event.rawPayload());
        }

        @Override
        public void missed(ChannelConn conn) {
            missed.incrementAndGet();
        }
    }

    /** {@code track} {@code {"prefix", "from", "count"}} puts so many keys on the list, {@code untrack} takes them off. */
    record Crowd(Presence presence) implements ChannelHandler {

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
            if (event.payload() instanceof JsonObject wishes && wishes.getBoolean("list", false)) {
                presence.pushState(conn);
            }
        }

        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            if (event.event().equals("track")) {
                JsonObject wish = event.payload().asJsonObject();
                int from = wish.getInt("from");
                for (int i = from; i < from + wish.getInt("count"); i++) {
                    presence.track(conn, wish.getString("prefix") + i, Map.of("online_at", "0"));
                }
            } else {
                presence.untrack(conn);
            }
            conn.replyOk(event);
        }
    }

    /**
     * Each client joins a topic of its own, and is put on the list of one room for all, of which only those hear who
     * have joined that.
     */
    record Hall(Presence presence) implements ChannelHandler {

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
            conn.assigns()
                    .put(
                            "presence",
                            presence.track(
                                    "crowd:hall",
                                    conn.topic(),
                                    Json.createObjectBuilder().build()));
        }

        @Override
        public void terminated(ChannelConn conn, TerminationReason reason) {
            if (conn.assigns().get("presence") instanceof PresenceHandle handle) {
                handle.close();
            }
        }
    }

    /** Whoever comes may stay; {@code echo} is answered. */
    @NonBlocking
    static final class Plain implements ChannelHandler {

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }

        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            conn.replyOk(event, JsonValue.EMPTY_JSON_OBJECT);
        }
    }
}
