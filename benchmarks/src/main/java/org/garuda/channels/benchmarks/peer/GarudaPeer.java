package org.garuda.channels.benchmarks.peer;

import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelsConfig;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.Origins;
import org.garuda.channels.standalone.ChannelServer;

/** This project's standalone server, with the settings that it has when nobody sets anything. */
final class GarudaPeer {

    private static final String TOPICS = "bench:*";

    private GarudaPeer() {}

    /** Starts the server; its handler runs on the thread that reads, as one may ask for that never blocks. */
    static int start() {
        return serve(new BenchChannel());
    }

    /** Starts the server; its handler is handed to another thread, as one must be that may block. */
    static int startHandingOver() {
        return serve(new HandedOver());
    }

    private static int serve(ChannelHandler handler) {
        ChannelsConfig config =
                ChannelsConfig.load().toBuilder().origins(Origins.anywhere()).build();
        return ChannelServer.builder()
                .host("127.0.0.1")
                .port(0)
                .config(config)
                .handler(TOPICS, handler)
                .start()
                .port();
    }

    private static class HandedOver implements ChannelHandler {

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

    @NonBlocking
    private static final class BenchChannel extends HandedOver {}
}
