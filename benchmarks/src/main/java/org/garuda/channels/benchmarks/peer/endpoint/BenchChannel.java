package org.garuda.channels.benchmarks.peer.endpoint;

import jakarta.inject.Singleton;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;

/**
 * The work that all servers do, as a channel. It runs on the thread that reads, as one may ask for that never blocks.
 */
@Channel(BenchChannel.TOPICS)
@Singleton
@NonBlocking
public class BenchChannel implements ChannelHandler {

    public static final String TOPICS = "bench:*";

    /** For CDI. */
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
}
