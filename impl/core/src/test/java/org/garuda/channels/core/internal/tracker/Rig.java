package org.garuda.channels.core.internal.tracker;

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
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.handshake.Headers;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.presence.PresencePeers;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.Route;
import org.garuda.channels.presence.Presence;
import org.jspecify.annotations.Nullable;

/** An engine with presence and clients without a network. */
final class Rig implements AutoCloseable {

    private static final SocketSettings ROOMY = SocketSettings.builder()
            .outbox(outbox -> outbox.bytes(1L << 30).messages(1_000_000))
            .build();

    private static final PayloadCodec CODEC = new PayloadCodec();

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    final PresenceTracker presence = new PresenceTracker();
    final ChannelEngine engine;
    private final ChannelSocket socket;

    Rig(CallbackExecutor dispatch, LongSupplier clock) {
        this(dispatch, clock, NodeSettings.defaults(), null, PresenceHandler::new);
    }

    Rig(
            CallbackExecutor dispatch,
            LongSupplier clock,
            NodeSettings settings,
            @Nullable PresencePeers peers,
            Function<Presence, ChannelHandler> handler) {
        engine = new ChannelEngine(settings, CODEC, CallContext.ofCurrentClassLoader(), dispatch, clock);
        engine.attach(presence, peers);
        socket = engine.socket(ROOMY, List.of(Route.of(List.of("*"), handler.apply(presence))));
    }

    /** On whose threads everything happens at once, in the caller's. */
    static Rig direct() {
        return new Rig(CallbackExecutor.on(Runnable::run), System::nanoTime);
    }

    Visitor visitor(String user) {
        return visitor(user, "2.0.0");
    }

    Visitor visitor(String user, String version) {
        HandshakeRequest request =
                new HandshakeRequest("user_id=" + user + "&vsn=" + version, new Headers().toMap(), null, null);
        HandshakeResult.Accepted accepted = (HandshakeResult.Accepted) socket.acceptWebSocket(request);
        Visitor visitor = new Visitor(user, accepted.session(), version.startsWith("1"));
        accepted.session().opened(visitor);
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
