package org.garuda.channels.tck.user;

import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;

/** Tells the time, on the thread that reads. */
@Channel("clock")
@NonBlocking
public class Clock implements ChannelHandler {

    /** Made by CDI. */
    public Clock() {}

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        conn.replyOk(event, System.currentTimeMillis());
    }
}
