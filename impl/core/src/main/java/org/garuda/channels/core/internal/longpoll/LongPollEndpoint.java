package org.garuda.channels.core.internal.longpoll;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.garuda.channels.config.LongPollSettings;
import org.garuda.channels.core.internal.execution.BoundedExecutor;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.handshake.QueryString;
import org.garuda.channels.core.internal.http.RequestBodies;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.core.internal.metrics.Counter;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint of a socket for clients that poll, on any HTTP server: the server hands requests in and does what it is
 * told. Its time is kept by the engine's sweep; it has no thread of its own, and holds none for a poll that waits. Safe
 * for use by any thread.
 */
public final class LongPollEndpoint {

    private static final String TOKEN_HEADER = "x-phoenix-longpoll-token";
    private static final String TOKEN_PARAMETER = "token";
    private static final String ACK_HEADER = "x-longpoll-ack";
    private static final String BATCH_TYPE = "application/x-ndjson";
    private static final int SERVER_ERRORS = 500;

    private final ChannelSocket socket;
    private final NodeRuntime runtime;
    private final LongPollSettings settings;
    private final SessionTokens tokens;
    private final LongPollSessions sessions;
    private final LongPollServices services;
    private final Set<Post> posts = ConcurrentHashMap.newKeySet();
    private final RequestBodies bodies;
    private final RefusalReport report;
    private volatile boolean stopping;

    /** Takes polls until the node stops. */
    public LongPollEndpoint(ChannelSocket socket) {
        this(socket, System::currentTimeMillis);
    }

    LongPollEndpoint(ChannelSocket socket, LongSupplier wallClock) {
        this.socket = socket;
        this.runtime = socket.runtime();
        this.settings = socket.settings().longPoll();
        this.tokens = new SessionTokens(settings, wallClock);
        this.sessions = new LongPollSessions(settings.sessionsPerAddress());
        this.report = new RefusalReport(runtime);
        this.services =
                new LongPollServices(settings, new BoundedExecutor(runtime.executor()), runtime.counters(), report);
        this.bodies = new RequestBodies(runtime, socket.lifecycle(), socket.unfinished());
        socket.lifecycle().onSweep(this::sweep);
        socket.lifecycle().onStop(() -> stopping = true);
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
        String token = token(request);
        LongPollSession session = find(token);
        return session == null || token == null ? start(request, mayBlock) : poll(session, token, request, mayBlock);
    }

    private LongPollResult poll(LongPollSession session, String token, HandshakeRequest request, boolean mayBlock) {
        Poll poll = new Poll(token, runtime.now());
        Long acknowledged = acknowledged(request);
        if (!session.poll(poll, acknowledged)) {
            return start(request, mayBlock);
        }
        // Who acknowledges wants the number of the answer among the headers.
        Map<String, String> head = acknowledged == null ? LongPollResponses.HEADERS : Map.of();
        return new LongPollResult.Held(poll.answer, head, delivered -> session.ended(poll, delivered));
    }

    private LongPollResult post(HandshakeRequest request) {
        LongPollSession session = find(token(request));
        if (session == null || session.isEnding()) {
            return status(LongPollResponses.GONE);
        }
        if (!session.beginPost()) {
            runtime.counters().count(Counter.LONG_POLL_POSTS_OVER_LIMIT);
            int most = settings.postsPerSession();
            String what = "more than " + most + " posts of this session are under way";
            report.over(
                    session.protocol(), LongPollResponses.TOO_MANY, what, "channels.longpoll.posts-per-session", most);
            return new LongPollResult.Answered(LongPollResponses.error(LongPollResponses.TOO_MANY, what));
        }
        String type = request.header("Content-Type");
        boolean batch = type != null
                && type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals(BATCH_TYPE);
        return new Post(session, services, new Waiting(), batch);
    }

    private LongPollResult start(HandshakeRequest request, boolean mayBlock) {
        if (!mayBlock) {
            runtime.counters().count(Counter.CLIENTS_REFUSED);
            return status(LongPollResponses.UNAVAILABLE);
        }
        String address = LongPollSessions.key(request.remoteAddress());
        if (!sessions.reserve(address)) {
            runtime.counters().count(Counter.LONG_POLL_SESSIONS_OVER_LIMIT);
            report.session(address, LongPollResponses.FORBIDDEN, settings.sessionsPerAddress());
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
            return open((HandshakeResult.Accepted) result, address);
        } finally {
            if (!started) {
                sessions.giveBack(address);
            }
        }
    }

    private LongPollResult open(HandshakeResult.Accepted accepted, String address) {
        LongPollSession session =
                new LongPollSession(tokens.newSession(), address, accepted.session(), services, sessions::remove);
        sessions.add(session);
        runtime.counters().count(Counter.LONG_POLL_SESSIONS);
        accepted.session().opened(session);
        return new LongPollResult.Answered(LongPollResponses.empty(LongPollResponses.GONE, tokens.sign(session.id())));
    }

    /** The header counts before the parameter, which gets into logs. */
    private static @Nullable String token(HandshakeRequest request) {
        String header = request.header(TOKEN_HEADER);
        if (header != null) {
            return header;
        }
        Optional<Map<String, String>> parameters = QueryString.decode(request.rawQuery());
        return parameters.map(map -> map.get(TOKEN_PARAMETER)).orElse(null);
    }

    private @Nullable LongPollSession find(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        UUID id = tokens.verify(token);
        if (id == null) {
            runtime.counters().count(Counter.LONG_POLL_TOKENS_REFUSED);
            return null;
        }
        return sessions.find(id);
    }

    private static @Nullable Long acknowledged(HandshakeRequest request) {
        String number = request.header(ACK_HEADER);
        try {
            return number == null ? null : Long.valueOf(number.trim());
        } catch (NumberFormatException e) {
            return null; // As if nothing had been said.
        }
    }

    private static LongPollResult status(int status) {
        return new LongPollResult.Answered(LongPollResponses.status(status));
    }

    private void sweep() {
        long now = runtime.now();
        long window = nanos();
        runtime.faults()
                .forEach("the sweep at one session", sessions.all(), session -> session.sweep(now, window, stopping));
        runtime.faults().forEach("the sweep at one post", posts, post -> post.sweep(now, window));
    }

    private long nanos() {
        try {
            return Math.min(settings.window().toNanos(), Long.MAX_VALUE / 4);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE / 4;
        }
    }

    /** Says what clients can make happen as often as they like. */
    public RateLimitedLog log() {
        return runtime.log();
    }

    /** Gathers the bodies of posts, for servers that do not do so themselves. */
    public RequestBodies bodies() {
        return bodies;
    }

    /** How many sessions there are. */
    public int sessions() {
        return sessions.all().size();
    }

    /** The posts that wait for their messages to be handled. */
    private final class Waiting implements Post.Waiting {
        @Override
        public void watch(Post post) {
            posts.add(post);
            if (post.isAnswered()) {
                posts.remove(post); // It was answered while it was put here.
            }
        }

        @Override
        public void forget(Post post) {
            posts.remove(post);
        }
    }
}
