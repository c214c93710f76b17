package org.garuda.channels.core.presence;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelsConfig;
import org.garuda.channels.OutboxLimits;
import org.garuda.channels.Presence;
import org.garuda.channels.core.door.ConnectRequest;
import org.garuda.channels.core.door.Headers;
import org.garuda.channels.core.engine.Admission;
import org.garuda.channels.core.engine.CallContext;
import org.garuda.channels.core.engine.ChannelEngine;
import org.garuda.channels.core.engine.CloseReason;
import org.garuda.channels.core.engine.Dispatch;
import org.garuda.channels.core.engine.Route;
import org.garuda.channels.core.engine.Socket;
import org.garuda.channels.core.protocol.PayloadCodec;
import org.jspecify.annotations.Nullable;

/** An engine with presence and clients without a network. */
final class Rig implements AutoCloseable {

    static final ChannelsConfig ROOMY = ChannelsConfig.builder()
            .outbox(outbox -> new OutboxLimits(1L << 30, 1_000_000, outbox.age(), outbox.overflow()))
            .build();

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    final PresenceTracker presence = new PresenceTracker();
    final ChannelEngine engine;
    private final Socket socket;

    Rig(Dispatch dispatch, LongSupplier clock) {
        this(dispatch, clock, ROOMY, null, PresenceHandler::new);
    }

    Rig(
            Dispatch dispatch,
            LongSupplier clock,
            ChannelsConfig config,
            @Nullable PresencePeers peers,
            Function<Presence, ChannelHandler> handler) {
        engine = new ChannelEngine(config, new PayloadCodec(), CallContext.ofCurrentClassLoader(), dispatch, clock);
        presence.attach(engine, peers);
        socket = engine.socket(config, List.of(Route.of(List.of("*"), handler.apply(presence))));
    }

    /** On whose threads everything happens at once, in the caller's. */
    static Rig direct() {
        return new Rig(Dispatch.on(Runnable::run), System::nanoTime);
    }

    Visitor visitor(String user) {
        return visitor(user, "2.0.0");
    }

    Visitor visitor(String user, String version) {
        ConnectRequest request =
                new ConnectRequest("user_id=" + user + "&vsn=" + version, new Headers().toMap(), null, null);
        Admission.Admitted admitted = (Admission.Admitted) socket.admitWebSocket(request);
        Visitor visitor = new Visitor(user, admitted.conversation(), version.startsWith("1"));
        admitted.conversation().opened(visitor);
        return visitor;
    }

    static JsonStructure json(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.read();
        }
    }

    @Override
    public void close() {
        engine.stop(CloseReason.RESTART);
    }
}
