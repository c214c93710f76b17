package org.garuda.channels.standalone;

import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;

/** A handler for the tests: everybody may join, and hears what anybody says. */
@Channel("rooms:*")
public class RoomHandler implements ChannelHandler {

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        if (event.event().equals("echo")) {
            conn.replyOk(event, event.rawPayload());
        } else {
            conn.broadcast(event);
        }
    }
}
