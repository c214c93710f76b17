package org.garuda.channels.tck.user;

import jakarta.inject.Inject;
import java.util.Map;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.RawPayload;
import org.garuda.channels.Refusal;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.presence.Presence;

/** Rooms in which clients talk, made by CDI. */
@Channel("rooms:{name}")
public class Chat implements ChannelHandler {

    private final ChannelBroadcaster broadcaster;
    private final Presence presence;

    /**
     * Made by CDI.
     *
     * @param broadcaster sends from anywhere
     * @param presence who is in which room
     */
    @Inject
    public Chat(ChannelBroadcaster broadcaster, Presence presence) {
        this.broadcaster = broadcaster;
        this.presence = presence;
    }

    @Override
    public void connect(ChannelHandshake handshake) {
        handshake.parameter("name").ifPresentOrElse(handshake::identify, handshake::refuse);
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event, Map.of("others", broadcaster.subscribers(conn.topic())));
        presence.track(conn, name(conn.client()), Map.of("device", "phone"));
        presence.pushState(conn);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        if (event.isBinary()) {
            throw new Refusal("no pictures in " + conn.topicVariable("name"));
        }
        RawPayload unread = event.rawPayload();
        conn.broadcastFrom(ChannelEvent.of(conn.topic(), event.event(), unread));
        conn.replyOk(event);
    }

    @Override
    public void missed(ChannelConn conn) {
        conn.push("reload", Map.of());
    }

    @Override
    public void terminated(ChannelConn conn, TerminationReason reason) {
        if (reason == TerminationReason.CRASHED) {
            broadcaster.broadcast(conn.topic(), "lost", Map.of("name", name(conn.client())));
        }
    }

    private static String name(ChannelClient client) {
        return client.id().orElse("somebody");
    }
}
