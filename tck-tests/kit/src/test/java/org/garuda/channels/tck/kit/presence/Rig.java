package org.garuda.channels.tck.kit.presence;

import java.util.List;
import java.util.function.LongSupplier;
import org.garuda.channels.ChannelsConfig;
import org.garuda.channels.OutboxLimits;
import org.garuda.channels.core.execution.CallContext;
import org.garuda.channels.core.execution.CallbackExecutor;
import org.garuda.channels.core.handshake.ChannelSocket;
import org.garuda.channels.core.handshake.HandshakeRequest;
import org.garuda.channels.core.handshake.HandshakeResult;
import org.garuda.channels.core.handshake.Headers;
import org.garuda.channels.core.lifecycle.ChannelEngine;
import org.garuda.channels.core.presence.PresenceTracker;
import org.garuda.channels.core.protocol.PayloadCodec;
import org.garuda.channels.core.topic.Route;

/** An engine with presence and clients without a network. */
final class Rig {

    private static final ChannelsConfig ROOMY = ChannelsConfig.builder()
            .outbox(outbox -> new OutboxLimits(1L << 30, 1_000_000, outbox.age(), outbox.overflow()))
            .build();

    final PresenceTracker presence = new PresenceTracker();
    final ChannelEngine engine;
    private final ChannelSocket socket;

    Rig(CallbackExecutor dispatch, LongSupplier clock) {
        engine = new ChannelEngine(ROOMY, new PayloadCodec(), CallContext.ofCurrentClassLoader(), dispatch, clock);
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
