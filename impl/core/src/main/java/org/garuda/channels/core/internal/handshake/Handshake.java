package org.garuda.channels.core.internal.handshake;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.Refusal;
import org.garuda.channels.core.internal.connection.Connection;
import org.garuda.channels.core.internal.connection.ConnectionInfo;
import org.garuda.channels.core.internal.connection.Identity;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.connection.SocketContext;
import org.garuda.channels.core.internal.execution.NodeLifecycle;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.logging.PrintableFailure;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.Route;
import org.jspecify.annotations.Nullable;

/** Lets clients in or turns them away, before anything is upgraded. */
final class Handshake {

    private static final System.Logger LOG = System.getLogger(Handshake.class.getName());

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int CRASHED = 500;
    private static final int UNAVAILABLE = 503;

    private final SocketContext socket;
    private final NodeRuntime runtime;
    private final NodeLifecycle lifecycle;
    private final SourceCheck sources;

    Handshake(SocketContext socket, NodeLifecycle lifecycle, SourceCheck sources) {
        this.socket = socket;
        this.runtime = socket.services().runtime();
        this.lifecycle = lifecycle;
        this.sources = sources;
    }

    HandshakeResult webSocket(HandshakeRequest request) {
        String refusal = sources.refusal(request);
        if (refusal != null) {
            return new HandshakeResult.Refused(FORBIDDEN, refusal, refusal);
        }
        Subprotocols offered = Subprotocols.of(request.headers().getOrDefault("Sec-WebSocket-Protocol", List.of()));
        if (!offered.tokenReadable()) {
            return refused(FORBIDDEN, "auth token that is not base64");
        }
        if (!offered.acceptable()) {
            return refused(FORBIDDEN, "subprotocols without \"phoenix\"");
        }
        return connect(request, offered.token(), offered.selected());
    }

    HandshakeResult longPoll(HandshakeRequest request) {
        return connect(request, rawToken(request.header("X-Phoenix-AuthToken")), null);
    }

    /** The header's bytes, whether the container has read them as Latin-1, as most do, or as UTF-8. */
    private static byte @Nullable [] rawToken(@Nullable String header) {
        if (header == null) {
            return null;
        }
        boolean latin1 = header.chars().allMatch(c -> c <= 0xff);
        return header.getBytes(latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private HandshakeResult connect(HandshakeRequest request, byte @Nullable [] token, @Nullable String subprotocol) {
        Optional<Map<String, String>> parameters = QueryString.decode(request.rawQuery());
        if (parameters.isEmpty()) {
            return refused(BAD_REQUEST, "query that is not UTF-8");
        }
        Optional<ProtocolVersion> version = version(parameters.get());
        if (version.isEmpty()) {
            return refused(FORBIDDEN, "version " + parameters.get().get("vsn"));
        }
        if (lifecycle.isStopped()) {
            return refused(UNAVAILABLE, "stopping");
        }
        if (runtime.executor().reportIfExhausted()) {
            return refused(UNAVAILABLE, "all threads are busy");
        }
        if (socket.services().registry().size() >= socket.services().settings().clients()) {
            return noRoom();
        }
        Connection client = new Connection(
                socket,
                new ConnectionInfo(version.get(), request.principal(), request.remoteAddress(), request.roles()));
        HandshakeResult result =
                ask(client, request, new ClientHandshake(request, parameters.get(), token, client), subprotocol);
        if (result instanceof HandshakeResult.Refused) {
            client.end(CloseReason.GONE); // So that nobody says anything about it any more.
        }
        return result;
    }

    private HandshakeResult ask(
            Connection client, HandshakeRequest request, ChannelHandshake handshake, @Nullable String subprotocol) {
        for (Route route : socket.router().routes()) {
            if (!route.access().connect().allows(client.client())) {
                runtime.counters().count(Counter.ROLES_MISSING);
                return refused(FORBIDDEN, "no role that " + route.name() + " asks for");
            }
            try {
                runtime.context()
                        .runInRequest(new PrintableFailure.Callback(
                                () -> route.handler().connect(handshake)));
            } catch (Refusal e) {
                if (client.identity().refusal() == null) { // Else the handler has said how.
                    handshake.refuse(FORBIDDEN, String.valueOf(e.getMessage()));
                }
            } catch (Throwable e) {
                runtime.callbacks().failed(route.name() + ".connect", e);
                return refused(CRASHED, "a handler failed");
            }
            Identity.Refusal refusal = client.identity().refusal();
            if (refusal != null) {
                return refused(refusal, "by " + route.name());
            }
        }
        client.callIn(runtime.context().ofRequest(request.loggedIn().getAsBoolean()));
        ProtocolSession session = new ProtocolSession(client);
        if (!client.enter() || !socket.services().registry().admit(client)) {
            return turnedBack(client);
        }
        runtime.counters().count(Counter.CLIENTS_ADMITTED);
        return new HandshakeResult.Accepted(session, subprotocol);
    }

    /** Every handler has let the client pass, yet it cannot come in any more. */
    private HandshakeResult turnedBack(Connection client) {
        Identity.Refusal refusal = client.identity().refusal();
        if (refusal != null) {
            return refused(refusal, "by another thread");
        }
        if (client.endReason() == CloseReason.DISCONNECTED) {
            return refused(FORBIDDEN, "disconnected while it was connecting");
        }
        if (client.id().filter(socket.services().registry()::isKeptOut).isPresent()) {
            runtime.counters().count(Counter.CLIENTS_KEPT_OUT);
            return refused(FORBIDDEN, "disconnected for a time that is not over");
        }
        return lifecycle.isStopped() ? refused(UNAVAILABLE, "stopping") : noRoom();
    }

    private HandshakeResult noRoom() {
        runtime.counters().count(Counter.CLIENTS_OVER_LIMIT);
        int most = socket.services().settings().clients();
        runtime.log().log(
                LOG,
                Level.WARNING,
                "clients refused with " + UNAVAILABLE + ", channels.limits.clients",
                () -> "this node has its " + most + " clients and refuses newcomers with " + UNAVAILABLE
                        + ": add a node, or raise channels.limits.clients (" + most + ")");
        return refused(UNAVAILABLE, "more than " + most + " clients");
    }

    /** A parameter {@code vsn[]} makes the version a list for Phoenix, which is no version. */
    private static Optional<ProtocolVersion> version(Map<String, String> parameters) {
        boolean list = parameters.keySet().stream().anyMatch(name -> name.startsWith("vsn["));
        return list ? Optional.empty() : ProtocolVersion.of(parameters.get("vsn"));
    }

    private HandshakeResult refused(int status, String reason) {
        return refused(new Identity.Refusal(status, ""), reason);
    }

    private HandshakeResult refused(Identity.Refusal refusal, String reason) {
        runtime.counters().count(Counter.CLIENTS_REFUSED);
        LOG.log(Level.DEBUG, () -> "a client was turned away with " + refusal.status() + ": " + Printable.of(reason));
        return new HandshakeResult.Refused(refusal.status(), reason, refusal.reason());
    }
}
