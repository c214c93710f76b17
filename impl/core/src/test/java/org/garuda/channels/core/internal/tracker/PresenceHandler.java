package org.garuda.channels.core.internal.tracker;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.presence.Presence;

/** Tracks everyone who joins, under the user that the connection names; clients ask for the rest by events. */
@NonBlocking
class PresenceHandler implements ChannelHandler {

    private final Presence presence;

    PresenceHandler(Presence presence) {
        this.presence = presence;
    }

    @Override
    public void connect(ChannelHandshake handshake) {
        handshake.parameter("user_id").ifPresent(user -> handshake.attributes().put("user_id", user));
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event);
        presence.track(conn, key(conn), Map.of("device", device(event.payload())));
        presence.pushState(conn);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        switch (event.event()) {
            case "update" -> presence.updateWith(conn, key(conn), meta -> merged(meta, event.payload()));
            case "untrack" -> presence.untrack(conn, key(conn));
            case "track" -> presence.track(conn, key(conn), event.rawPayload());
            case "also" -> presence.track(conn, "also " + key(conn), event.rawPayload());
            case "state" -> presence.pushState(conn);
            case "close" -> conn.close();
            default -> throw new IllegalStateException("no such event");
        }
        conn.replyOk(event);
    }

    static String key(ChannelConn conn) {
        return (String) conn.client().attributes().getOrDefault("user_id", "anon");
    }

    private static JsonValue device(JsonValue payload) {
        return payload.asJsonObject().getOrDefault("device", JsonValue.NULL);
    }

    private static JsonObject merged(JsonObject meta, JsonValue more) {
        return Json.createObjectBuilder(meta)
                .addAll(Json.createObjectBuilder(more.asJsonObject()))
                .build();
    }
}
