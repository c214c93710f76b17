package org.garuda.channels.standalone;

import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;

/** Remembers who came, from where and to which host, and echoes. */
final class Witness implements ChannelHandler {

    volatile String last = "nobody";

    @Override
    public void connect(ChannelHandshake handshake) {
        last = handshake.remoteAddress().orElse("?") + " "
                + handshake.header("Host").orElse("?");
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        conn.replyOk(event, event.rawPayload());
    }
}
