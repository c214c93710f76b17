package org.garuda.channels.tck.app;

import jakarta.enterprise.inject.Vetoed;
import jakarta.json.JsonObject;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.presence.Presence;
import org.garuda.channels.typed.On;
import org.garuda.channels.typed.OnJoin;
import org.garuda.channels.typed.OnJoined;
import org.garuda.channels.typed.Reply;

/** {@link PresenceChannel} with types. */
@Vetoed // The other one is the bean.
@Channel("presence:*")
class TypedPresenceChannel implements ChannelHandler {

    private final Presence presence;

    TypedPresenceChannel(Presence presence) {
        this.presence = presence;
    }

    @OnJoin
    void join() {}

    @OnJoined
    void joined(ChannelConn conn, ChannelEvent join) {
        presence.track(conn, PresenceChannel.key(conn), PresenceChannel.meta(join));
        presence.pushState(conn);
    }

    @On("presence:update")
    Reply update(ChannelConn conn, ChannelEvent event) {
        JsonObject more = event.payload().asJsonObject();
        presence.updateWith(conn, PresenceChannel.key(conn), meta -> PresenceChannel.merged(meta, more));
        return Reply.ok();
    }

    @On("presence:untrack")
    Reply untrack(ChannelConn conn) {
        presence.untrack(conn, PresenceChannel.key(conn));
        return Reply.ok();
    }

    /** For the events that no method is for. */
    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        throw new IllegalArgumentException("no such event: \"" + event.event() + "\"");
    }

    /** Never called: the typed method is. */
    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        throw new IllegalStateException("not the typed method");
    }
}
