package org.garuda.channels.tck.kit.presence;

import java.util.List;
import java.util.function.LongSupplier;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.handshake.Headers;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.topic.Route;
import org.garuda.channels.core.internal.tracker.PresenceTracker;

/** An engine with presence and clients without a network. */
final class Rig {

    private static final SocketSettings ROOMY = SocketSettings.builder()
            .outbox(outbox -> outbox.bytes(1L << 30).messages(1_000_000))
            .build();

    final PresenceTracker presence = new PresenceTracker();
    final ChannelEngine engine;
    private final ChannelSocket socket;

    Rig(CallbackExecutor dispatch, LongSupplier clock) {
        engine = new ChannelEngine(
                NodeSettings.defaults(), new PayloadCodec(), CallContext.ofCurrentClassLoader(), dispatch, clock);
        engine.attach(presence, null);
        socket = engine.socket(ROOMY, List.of(Route.of(List.of("*"), new PresenceHandler(presence))));
    }

    Visitor visitor(String user) {
        HandshakeRequest request = new HandshakeRequest("vsn=2.0.0&user_id=" + user, new Headers().toMap(), null, null);
        HandshakeResult.Accepted accepted = (HandshakeResult.Accepted) socket.acceptWebSocket(request);
        Visitor visitor = new Visitor(accepted.session());
        accepted.session().opened(visitor);
        return visitor;
    }
}
