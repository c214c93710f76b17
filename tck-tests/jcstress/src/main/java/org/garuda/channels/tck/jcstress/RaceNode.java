package org.garuda.channels.tck.jcstress;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.LogManager;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.topic.Route;
import org.jspecify.annotations.Nullable;

/**
 * The node of one race: everything happens on the threads of its actors, and nothing is started. Its handler lets
 * everybody in, and counts.
 */
public final class RaceNode implements ChannelHandler {

    static {
        // Failures on demand, millions of times, are not worth a word each.
        LogManager.getLogManager().reset();
    }

    /** The topic that clients of a race join. */
    static final String TOPIC = "rooms:a";

    private static final Map<String, Integer> NOBODY =
            Map.of("clients", 0, "identified", 0, "topics", 0, "departing", 0);
    private static final HandshakeRequest REQUEST = new HandshakeRequest("vsn=2.0.0", Map.of(), null, "192.0.2.1");

    /** Looks for a JSON library among all jars, which is too slow to be done for each race. */
    private static final PayloadCodec CODEC = new PayloadCodec();

    final AtomicLong nanos = new AtomicLong();
    final ChannelEngine engine;
    private final ChannelSocket socket;
    private final AtomicInteger joins = new AtomicInteger();
    private final AtomicInteger terminations = new AtomicInteger();
    private final AtomicInteger disconnects = new AtomicInteger();
    private volatile @Nullable ChannelClient client;
    private volatile @Nullable ChannelHandshake handshake;
    private volatile @Nullable ChannelConn channel;

    /** A node without clients. */
    public RaceNode() {
        engine = new ChannelEngine(
                NodeSettings.defaults(),
                CODEC,
                CallContext.ofCurrentClassLoader(),
                CallbackExecutor.on(Runnable::run),
                nanos::get);
        socket = engine.socket(SocketSettings.defaults(), List.of(Route.of(List.of("rooms:*"), this)));
    }

    /** A client that has been let in, and has no transport yet. */
    public ProtocolSession accept() {
        return ((HandshakeResult.Accepted) knock()).session();
    }

    HandshakeResult knock() {
        return socket.acceptWebSocket(REQUEST);
    }

    /** Where clients come in. */
    public ChannelSocket socket() {
        return socket;
    }

    /** The client that came last, as handlers see it; null before the first. */
    @Nullable
    ChannelClient client() {
        return client;
    }

    /** The handshake that came last; null before the first. */
    @Nullable
    ChannelHandshake handshake() {
        return handshake;
    }

    ChannelClient knownClient() {
        return known(client);
    }

    /** The channel that was joined last. */
    ChannelConn channel() {
        return known(channel);
    }

    static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("nobody has come yet");
        }
        return value;
    }

    int joins() {
        return joins.get();
    }

    int terminations() {
        return terminations.get();
    }

    int disconnects() {
        return disconnects.get();
    }

    int subscribers() {
        return engine.broadcaster().subscribers(TOPIC);
    }

    /** Who is held still, or "nobody". */
    String inventory() {
        Map<String, Integer> held = engine.inventory();
        return held.equals(NOBODY) ? "nobody" : held.toString();
    }

    @Override
    public void connect(ChannelHandshake newHandshake) {
        handshake = newHandshake;
        client = newHandshake.client();
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        joins.incrementAndGet();
        channel = conn;
        conn.allowJoin(event);
    }

    @Override
    public void terminated(ChannelConn conn, TerminationReason reason) {
        terminations.incrementAndGet();
    }

    @Override
    public void disconnect(ChannelClient gone) {
        disconnects.incrementAndGet();
    }
}
