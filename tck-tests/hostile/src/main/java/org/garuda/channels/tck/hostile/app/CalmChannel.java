package org.garuda.channels.tck.hostile.app;

import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;

/** Works without a thread of its own, and so even when all others are blocked. */
@NonBlocking
final class CalmChannel implements ChannelHandler {

    private final Gate gate;

    CalmChannel(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        if (event.event().equals("release")) {
            gate.open();
        }
        conn.replyOk(event, event.rawPayload());
    }
}
