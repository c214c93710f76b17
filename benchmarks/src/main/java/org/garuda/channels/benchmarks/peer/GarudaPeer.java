package org.garuda.channels.benchmarks.peer;

import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.benchmarks.peer.endpoint.BenchChannel;
import org.garuda.channels.config.Origins;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.standalone.ChannelServer;

/** This project's standalone server, with the settings that it has when nobody sets anything. */
final class GarudaPeer {

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
        SocketSettings config =
                SocketSettings.builder().origins(Origins.anywhere()).build();
        return ChannelServer.builder()
                .host("127.0.0.1")
                .port(0)
                .socket(config)
                .handler(BenchChannel.TOPICS, handler)
                .start()
                .port();
    }

    /** The same work in a class that does not say that it never blocks. */
    private static final class HandedOver implements ChannelHandler {

        private final ChannelHandler work = new BenchChannel();

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            work.joinChannel(conn, event);
        }

        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            work.incomingMessage(conn, event);
        }
    }
}
