package org.garuda.channels.core.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.connection.Transport;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.handshake.Headers;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.Route;
import org.junit.jupiter.api.Test;

class JoinReplyTest {

    @NonBlocking
    static final class Open implements ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }
    }

    /** Broadcasts at the very moment at which the join reply is on its way to the client. */
    private static final class Impatient implements Transport {
        private final List<String> sent = new ArrayList<>();
        private final ChannelEngine engine;
        private final ProtocolSession protocol;

        Impatient(ChannelEngine engine, ProtocolSession protocol) {
            this.engine = engine;
            this.protocol = protocol;
        }

        @Override
        public void wake() {
            for (Frame frame = poll(); frame != null; frame = poll()) {
                sent.add(frame.text());
                if (frame.text().contains("phx_reply")) {
                    engine.broadcaster().broadcast("rooms:a", "now");
                }
            }
        }

        private Frame poll() {
            return protocol.outbox().poll(protocol.now());
        }

        @Override
        public void abort(CloseReason reason) {
            protocol.gone();
        }
    }

    @Test
    void whoeverHasSeenTheJoinReplyMissesNoBroadcast() {
        ChannelEngine engine = new ChannelEngine(
                NodeSettings.defaults(),
                new PayloadCodec(),
                CallContext.ofCurrentClassLoader(),
                CallbackExecutor.on(Runnable::run));
        ChannelSocket socket = engine.socket(SocketSettings.defaults(), List.of(Route.of(new Open())));
        HandshakeResult.Accepted accepted = (HandshakeResult.Accepted)
                socket.acceptWebSocket(new HandshakeRequest("vsn=2.0.0", new Headers().toMap(), null, null));
        Impatient client = new Impatient(engine, accepted.session());
        accepted.session().opened(client);

        accepted.session().text("[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]");

        assertEquals(
                List.of(
                        "[\"1\",\"1\",\"rooms:a\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]",
                        "[null,null,\"rooms:a\",\"now\",{}]"),
                client.sent);
        accepted.session().gone();
        engine.stop(CloseReason.UNDEPLOYED);
    }
}
