package org.garuda.channels.tck.app;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.presence.Presence;

/** Who is on a topic: everyone who joins, under the user that the connection named. */
@Channel("presence:*")
public class PresenceChannel implements ChannelHandler {

    private static final String NOBODY = "anon";

    @Inject
    Presence presence;

    /** For CDI, which then fills in what the channel needs. */
    public PresenceChannel() {}

    /** For plain Java. */
    PresenceChannel(Presence presence) {
        this.presence = presence;
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event);
        presence.track(conn, key(conn), meta(event));
        presence.pushState(conn);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        switch (event.event()) {
            case "presence:update" -> {
                JsonObject more = event.payload().asJsonObject();
                presence.updateWith(conn, key(conn), meta -> merged(meta, more));
            }
            case "presence:untrack" -> presence.untrack(conn, key(conn));
            default -> throw new IllegalArgumentException("no such event: \"" + event.event() + "\"");
        }
        conn.replyOk(event);
    }

    static JsonObject meta(ChannelEvent join) {
        return Json.createObjectBuilder()
                .add("online_at", "0")
                .add("device", device(join))
                .build();
    }

    static String key(ChannelConn conn) {
        return RoomChannel.userId(conn.client()).orElse(NOBODY);
    }

    private static JsonValue device(ChannelEvent join) {
        return !join.isBinary() && join.payload() instanceof JsonObject object
                ? object.getOrDefault("device", JsonValue.NULL)
                : JsonValue.NULL;
    }

    static JsonObject merged(JsonObject meta, JsonObject more) {
        return Json.createObjectBuilder(meta)
                .addAll(Json.createObjectBuilder(more))
                .build();
    }
}
