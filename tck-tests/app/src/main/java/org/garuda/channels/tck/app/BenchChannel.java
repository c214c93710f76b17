package org.garuda.channels.tck.app;

import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;

/** The least a channel can do, for measuring. */
@Channel(BenchChannel.TOPICS)
@NonBlocking
public class BenchChannel implements ChannelHandler {

    static final String TOPICS = "bench:*";

    /** For CDI and for plain Java. */
    public BenchChannel() {}

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        switch (event.event()) {
            case "pub" -> conn.broadcast("msg", event.rawPayload());
            case "echo" -> conn.replyOk(event, event.rawPayload());
            default -> throw new IllegalArgumentException("no such event: \"" + event.event() + "\"");
        }
    }

    /**
     * The same without the promise of {@link NonBlocking}: what it costs more is the price of the hand-over to another
     * thread.
     */
    ChannelHandler handedOver() {
        return new ChannelHandler() {
            @Override
            public void joinChannel(ChannelConn conn, ChannelEvent event) {
                BenchChannel.this.joinChannel(conn, event);
            }

            @Override
            public void incomingMessage(ChannelConn conn, ChannelEvent event) {
                BenchChannel.this.incomingMessage(conn, event);
            }
        };
    }
}
