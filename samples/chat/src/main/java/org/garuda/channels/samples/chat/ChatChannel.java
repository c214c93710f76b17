package org.garuda.channels.samples.chat;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.Presence;

/** The rooms. There is one that everybody may enter; the others are closed. */
@Channel("rooms:*")
public class ChatChannel implements ChannelHandler {

    static final String LOBBY = "rooms:lobby";

    /** Somebody with a name. */
    public record Guest(String user) {
        public Guest {
            Objects.requireNonNull(user, "user");
        }
    }

    /** What somebody says. */
    public record Message(String user, String body) {
        public Message {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(body, "body");
        }
    }

    @Inject
    Presence presence;

    /** In a web application: CDI fills in what the room needs. */
    public ChatChannel() {}

    /** On a server of its own. */
    public ChatChannel(Presence presence) {
        this.presence = presence;
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        if (!conn.topic().equals(LOBBY)) {
            conn.replyError(event, Map.of("reason", "unauthorized"));
            return;
        }
        Guest guest = event.payload(Guest.class);
        conn.allowJoin(event);
        conn.broadcast("user:entered", guest);
        presence.track(conn, key(guest), guest);
        presence.pushState(conn);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        switch (event.event()) {
            case "new:msg" -> {
                conn.broadcast("new:msg", event.payload(Message.class));
                conn.replyOk(event);
            }
            case "rename" -> {
                Guest guest = event.payload(Guest.class);
                presence.untrack(conn);
                presence.track(conn, key(guest), guest);
                conn.replyOk(event);
            }
            default -> conn.replyError(event, Map.of("reason", "unknown event"));
        }
    }

    /** People may call themselves anything, even what does harm as a key. */
    private static String key(Guest guest) {
        return "user:" + guest.user();
    }
}
