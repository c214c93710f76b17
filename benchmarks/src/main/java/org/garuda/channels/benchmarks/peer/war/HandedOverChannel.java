package org.garuda.channels.benchmarks.peer.war;

import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;

/** Echoes without the promise that it never blocks: what it costs more is the price of the hand-over. */
@Channel("handed-over:*")
public class HandedOverChannel implements ChannelHandler {

    /** What the names of its topics begin with. */
    public static final String TOPICS = "handed-over:";

    /** Made by the container. */
    public HandedOverChannel() {}

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        conn.replyOk(event, event.rawPayload());
    }
}
