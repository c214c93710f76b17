package org.garuda.channels.core.engine;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.garuda.channels.core.door.ConnectRequest;
import org.garuda.channels.core.door.QueryString;
import org.garuda.channels.core.door.Subprotocols;
import org.garuda.channels.core.logging.Printable;
import org.garuda.channels.core.logging.PrintableFailure;
import org.garuda.channels.core.protocol.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/** Lets clients in or turns them away, before anything is upgraded. */
final class Doorkeeper {

    private static final System.Logger LOG = System.getLogger(Doorkeeper.class.getName());

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int CRASHED = 500;
    private static final int UNAVAILABLE = 503;

    private final Socket socket;
    private final ChannelEngine engine;

    Doorkeeper(Socket socket) {
        this.socket = socket;
        this.engine = socket.engine();
    }

    Admission webSocket(ConnectRequest request) {
        String refusal = socket.sources().refusal(request);
        if (refusal != null) {
            return new Admission.Refused(FORBIDDEN, refusal, refusal);
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

    Admission longPoll(ConnectRequest request) {
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

    private Admission connect(ConnectRequest request, byte @Nullable [] token, @Nullable String subprotocol) {
        Optional<Map<String, String>> parameters = QueryString.decode(request.rawQuery());
        if (parameters.isEmpty()) {
            return refused(BAD_REQUEST, "query that is not UTF-8");
        }
        Optional<ProtocolVersion> version = version(parameters.get());
        if (version.isEmpty()) {
            return refused(FORBIDDEN, "version " + parameters.get().get("vsn"));
        }
        if (engine.isStopped()) {
            return refused(UNAVAILABLE, "stopping");
        }
        if (engine.isExhausted()) {
            return refused(UNAVAILABLE, "all threads are busy");
        }
        if (engine.clientCount() >= socket.config().limits().clients()) {
            return noRoom();
        }
        Client client = new Client(socket, version.get(), parameters.get(), request, token);
        Admission admission = ask(client, subprotocol);
        if (admission instanceof Admission.Refused) {
            client.end(CloseReason.GONE); // So that nobody says anything about it any more.
        }
        return admission;
    }

    private Admission ask(Client client, @Nullable String subprotocol) {
        for (Route route : socket.router().routes()) {
            if (!route.access().connect().allows(client)) {
                engine.counters().count(Counter.ROLES_MISSING);
                return refused(FORBIDDEN, "no role that " + route.name() + " asks for");
            }
            try {
                engine.context()
                        .runInRequest(new PrintableFailure.Callback(
                                () -> route.handler().connect(client)));
            } catch (Throwable e) {
                engine.tellFailure(route, "connect", e);
                return refused(CRASHED, "a handler failed");
            }
            if (client.refusedWith() != 0) {
                return refused(client.refusedWith(), "by " + route.name());
            }
        }
        client.callIn(engine.context().ofRequest());
        Conversation conversation = new Conversation(client);
        if (!client.enter() || !engine.admitted(client, conversation)) {
            return turnedBack(client);
        }
        engine.counters().count(Counter.CLIENTS_ADMITTED);
        return new Admission.Admitted(conversation, subprotocol);
    }

    /** Every handler has let the client pass, yet it cannot come in any more. */
    private Admission turnedBack(Client client) {
        if (client.refusedWith() != 0) {
            return refused(client.refusedWith(), "by another thread");
        }
        if (client.endReason() == CloseReason.DISCONNECTED) {
            return refused(FORBIDDEN, "disconnected while it was connecting");
        }
        return engine.isStopped() ? refused(UNAVAILABLE, "stopping") : noRoom();
    }

    private Admission noRoom() {
        engine.counters().count(Counter.CLIENTS_OVER_LIMIT);
        int most = socket.config().limits().clients();
        engine.log().log(
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

    private Admission refused(int status, String reason) {
        engine.counters().count(Counter.CLIENTS_REFUSED);
        LOG.log(Level.DEBUG, () -> "a client was turned away with " + status + ": " + Printable.of(reason));
        return new Admission.Refused(status, reason, "");
    }
}
