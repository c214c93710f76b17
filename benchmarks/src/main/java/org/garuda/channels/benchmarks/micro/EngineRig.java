package org.garuda.channels.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.Origins;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.connection.Transport;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.Outbox;
import org.garuda.channels.core.internal.topic.Route;

/** An engine with clients but without a network: what is written goes nowhere. */
final class EngineRig implements AutoCloseable {

    private final SocketSettings settings =
            SocketSettings.builder().origins(Origins.anywhere()).build();
    private final ChannelEngine engine = new ChannelEngine(
            NodeSettings.defaults(),
            new PayloadCodec(),
            CallContext.ofCurrentClassLoader(),
            CallbackExecutor.on(Runnable::run));
    private final ChannelSocket socket = engine.socket(settings, List.of(Route.of(List.of("*"), new Welcoming())));
    private final List<Nowhere> transports = new ArrayList<>();
    private boolean draining = true;

    /** Brings clients in. */
    void join(String topic, int count) {
        for (int i = 0; i < count; i++) {
            HandshakeRequest request = new HandshakeRequest("vsn=2.0.0", Map.of(), null, null);
            if (!(socket.acceptWebSocket(request) instanceof HandshakeResult.Accepted accepted)) {
                throw new IllegalStateException("a client was turned away");
            }
            Nowhere transport = new Nowhere(accepted.session());
            transports.add(transport);
            accepted.session().opened(transport);
            accepted.session().text("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
        }
        if (engine.broadcaster().subscribers(topic) < count) {
            throw new IllegalStateException("not everybody could join " + topic);
        }
    }

    void broadcast(String topic, Payload payload) {
        engine.broadcaster().localBroadcast(ChannelEvent.of(topic, "msg", payload));
    }

    /** Whether frames are taken as soon as they are there; else by {@link #drain}. */
    void draining(boolean atOnce) {
        draining = atOnce;
    }

    /** Takes what waits for all clients; tells how much it was. */
    int drain() {
        int taken = 0;
        for (Nowhere transport : transports) {
            taken += transport.drain();
        }
        return taken;
    }

    @Override
    public void close() {
        engine.stop(CloseReason.UNDEPLOYED);
    }

    /** Takes frames as a connection that is never full. */
    private final class Nowhere implements Transport {

        private final ProtocolSession protocol;

        Nowhere(ProtocolSession protocol) {
            this.protocol = protocol;
        }

        @Override
        public void wake() {
            if (draining) {
                drain();
            }
        }

        @Override
        public void abort(CloseReason reason) {
            protocol.gone();
        }

        private int drain() {
            Outbox outbox = protocol.outbox();
            int taken = 0;
            for (Frame frame = outbox.poll(protocol.now()); frame != null; frame = outbox.poll(protocol.now())) {
                taken += frame.length() > 0 ? 1 : 0;
            }
            return taken;
        }
    }

    @NonBlocking
    private static final class Welcoming implements ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }
    }
}
