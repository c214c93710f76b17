package org.garuda.channels.core.internal.longpoll;

import java.util.function.LongSupplier;
import org.garuda.channels.core.internal.execution.BoundedExecutor;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.http.RequestBodies;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.relay.ForeignToken;
import org.garuda.channels.core.internal.relay.LongPollHeaders;
import org.garuda.channels.core.internal.relay.SessionTokens;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint of a socket for clients that poll, on any HTTP server: the server hands requests in and does what it is
 * told. Its time is kept by the engine's sweep; it has no thread of its own, and holds none for a poll that waits. Safe
 * for use by any thread.
 */
public final class LongPollEndpoint {

    private static final int SERVER_ERRORS = 500;

    private final ChannelSocket socket;
    private final NodeRuntime runtime;
    private final OwnSessions own;
    private final @Nullable ForeignRequests foreign;
    private final @Nullable GuestRequests guests;
    private final RequestBodies bodies;
    private volatile boolean stopping;

    /**
     * Takes polls until the node stops.
     *
     * @param relay reaches the sessions of other nodes; null where the node is alone
     */
    public LongPollEndpoint(ChannelSocket socket, @Nullable SessionRelay relay) {
        this(socket, relay, System::currentTimeMillis);
    }

    LongPollEndpoint(ChannelSocket socket, @Nullable SessionRelay relay, LongSupplier wallClock) {
        this.socket = socket;
        this.runtime = socket.runtime();
        LongPollServices services = new LongPollServices(
                socket.settings().longPoll(),
                new BoundedExecutor(runtime.executor()),
                runtime.counters(),
                new RefusalReport(runtime));
        this.own = new OwnSessions(
                runtime,
                services,
                new SessionTokens(
                        services.settings(),
                        wallClock,
                        relay == null ? null : relay.nodes().self()));
        this.foreign = relay == null ? null : asker(relay, services);
        this.guests = relay == null
                ? null
                : new GuestRequests(
                        socket.settings().path(), runtime, services, relay.nodes(), own, socket.unfinished());
        if (relay != null && foreign != null && guests != null) {
            join(relay, foreign, guests);
        }
        this.bodies = new RequestBodies(runtime, socket.lifecycle(), socket.unfinished());
        socket.lifecycle().onSweep(() -> own.sweep(stopping));
        socket.lifecycle().onStop(() -> stopping = true);
    }

    private ForeignRequests asker(SessionRelay relay, LongPollServices services) {
        return new ForeignRequests(
                socket.settings().path(), runtime, services, relay.nodes(), socket.unfinished(), own::tokenOfNone);
    }

    private void join(SessionRelay relay, ForeignRequests asker, GuestRequests owner) {
        relay.add(socket.settings().path(), new SessionRelay.Sides(asker, owner));
        socket.lifecycle().onSweep(asker::sweep);
        socket.lifecycle().onSweep(owner::sweep);
        socket.lifecycle().onStop(asker::stop);
    }

    /**
     * Decides on a request. Handlers' {@code connect} may block it when it is a GET; a POST is decided on at once, so
     * that its head alone says whether its body is wanted.
     *
     * @param method in capitals
     * @param below what the path has behind that of the endpoint, or null
     * @param request everything that the request says, but its body
     */
    public LongPollResult receive(String method, @Nullable String below, HandshakeRequest request) {
        return receive(method, below, request, true);
    }

    /**
     * Decides without calling a handler, so that it does not block: a session is not started, whoever wants one is told
     * to come again.
     */
    public LongPollResult receiveWithoutBlocking(String method, @Nullable String below, HandshakeRequest request) {
        return receive(method, below, request, false);
    }

    /**
     * Whether every thread is busy that a handler's {@code connect} may block: then nobody should wait for one of them.
     */
    public boolean isExhausted() {
        return socket.isExhausted();
    }

    /** Logs and counts an error that was kept from stopping anything else. */
    public void survived(String what, Throwable thrown) {
        runtime.faults().survived(what, thrown);
    }

    private LongPollResult receive(String method, @Nullable String below, HandshakeRequest request, boolean mayBlock) {
        if (below != null && !below.isEmpty() && !below.equals("/")) {
            return new LongPollResult.Answered(LongPollResponses.notFound());
        }
        String refusal = socket.sources().refusal(request);
        if (refusal != null) {
            return new LongPollResult.Answered(LongPollResponses.foreign(refusal));
        }
        return switch (method) {
            case "GET" -> get(request, mayBlock);
            case "POST" -> post(request);
            case "OPTIONS" ->
                new LongPollResult.Answered(
                        LongPollResponses.preflight(request.header("Access-Control-Request-Headers")));
            default -> new LongPollResult.Answered(LongPollResponses.badMethod());
        };
    }

    private LongPollResult get(HandshakeRequest request, boolean mayBlock) {
        String token = LongPollHeaders.token(request);
        ForeignToken elsewhere = foreign == null ? null : foreign.token(token);
        if (foreign != null && elsewhere != null) {
            return foreign.reaches(elsewhere) ? foreign.poll(elsewhere, request) : start(request, mayBlock);
        }
        LongPollSession session = own.find(token);
        return session == null || token == null ? start(request, mayBlock) : poll(session, token, request, mayBlock);
    }

    private LongPollResult poll(LongPollSession session, String token, HandshakeRequest request, boolean mayBlock) {
        Poll poll = new Poll(token, runtime.now());
        Long acknowledged = LongPollHeaders.acknowledged(request);
        if (!session.poll(poll, acknowledged)) {
            return start(request, mayBlock);
        }
        return new LongPollResult.Held(
                poll.answer, LongPollResponses.head(acknowledged), delivered -> session.ended(poll, delivered));
    }

    private LongPollResult post(HandshakeRequest request) {
        String token = LongPollHeaders.token(request);
        ForeignToken elsewhere = foreign == null ? null : foreign.token(token);
        if (foreign != null && elsewhere != null) {
            return foreign.reaches(elsewhere) ? foreign.post(elsewhere, request) : status(LongPollResponses.GONE);
        }
        return own.post(token, LongPollHeaders.isBatch(request));
    }

    private LongPollResult start(HandshakeRequest request, boolean mayBlock) {
        if (!mayBlock) {
            runtime.counters().count(Counter.CLIENTS_REFUSED);
            return status(LongPollResponses.UNAVAILABLE);
        }
        String address = LongPollSessions.key(request.remoteAddress());
        if (!own.reserve(address)) {
            return status(LongPollResponses.FORBIDDEN);
        }
        boolean started = false;
        try {
            HandshakeResult result = socket.acceptLongPoll(request);
            if (result instanceof HandshakeResult.Refused refused) {
                return status(
                        refused.status() >= SERVER_ERRORS
                                ? LongPollResponses.UNAVAILABLE
                                : LongPollResponses.FORBIDDEN);
            }
            started = true;
            String token = own.begin(((HandshakeResult.Accepted) result).session(), address);
            return new LongPollResult.Answered(LongPollResponses.empty(LongPollResponses.GONE, token));
        } finally {
            if (!started) {
                own.giveBack(address);
            }
        }
    }

    private static LongPollResult status(int status) {
        return new LongPollResult.Answered(LongPollResponses.status(status));
    }

    /** Says what clients can make happen as often as they like. */
    public RateLimitedLog log() {
        return runtime.log();
    }

    /** Gathers the bodies of posts, for servers that do not do so themselves. */
    public RequestBodies bodies() {
        return bodies;
    }

    /** How many requests are between this node and others; sessions count as long as the last of them may matter. */
    public int relayed() {
        return (foreign == null ? 0 : foreign.size()) + (guests == null ? 0 : guests.size());
    }

    /** How many sessions there are. */
    public int sessions() {
        return own.size();
    }
}
