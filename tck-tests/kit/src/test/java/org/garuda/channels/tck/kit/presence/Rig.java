package org.garuda.channels.tck.kit.presence;

import java.util.List;
import java.util.function.LongSupplier;
import org.garuda.channels.ChannelsConfig;
import org.garuda.channels.OutboxLimits;
import org.garuda.channels.core.door.ConnectRequest;
import org.garuda.channels.core.door.Headers;
import org.garuda.channels.core.engine.Admission;
import org.garuda.channels.core.engine.CallContext;
import org.garuda.channels.core.engine.ChannelEngine;
import org.garuda.channels.core.engine.Dispatch;
import org.garuda.channels.core.engine.Route;
import org.garuda.channels.core.engine.Socket;
import org.garuda.channels.core.presence.PresenceTracker;
import org.garuda.channels.core.protocol.PayloadCodec;

/** An engine with presence and clients without a network. */
final class Rig {

    private static final ChannelsConfig ROOMY = ChannelsConfig.builder()
            .outbox(outbox -> new OutboxLimits(1L << 30, 1_000_000, outbox.age(), outbox.overflow()))
            .build();

    final PresenceTracker presence = new PresenceTracker();
    final ChannelEngine engine;
    private final Socket socket;

    Rig(Dispatch dispatch, LongSupplier clock) {
        engine = new ChannelEngine(ROOMY, new PayloadCodec(), CallContext.ofCurrentClassLoader(), dispatch, clock);
        presence.attach(engine);
        socket = engine.socket(ROOMY, List.of(Route.of(List.of("*"), new PresenceHandler(presence))));
    }

    Visitor visitor(String user) {
        ConnectRequest request = new ConnectRequest("vsn=2.0.0&user_id=" + user, new Headers().toMap(), null, null);
        Admission.Admitted admitted = (Admission.Admitted) socket.admitWebSocket(request);
        Visitor visitor = new Visitor(admitted.conversation());
        admitted.conversation().opened(visitor);
        return visitor;
    }
}
