package org.garuda.channels.tck.app;

import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;

/** Lets everybody in whom its annotations let in, and hands back what it is sent to check. */
abstract class CheckChannel implements ChannelHandler {

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        if (!event.event().equals("check")) {
            throw new IllegalArgumentException("no such event: \"" + event.event() + "\"");
        }
        conn.replyOk(event, event.rawPayload());
    }
}
