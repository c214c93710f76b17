package org.garuda.channels.core.longpoll;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.garuda.channels.LongPollSettings;
import org.garuda.channels.core.door.ConnectRequest;
import org.garuda.channels.core.door.QueryString;
import org.garuda.channels.core.engine.Admission;
import org.garuda.channels.core.engine.ChannelEngine;
import org.garuda.channels.core.engine.Counter;
import org.garuda.channels.core.engine.Counters;
import org.garuda.channels.core.engine.Socket;
import org.garuda.channels.core.http.RequestBodies;
import org.garuda.channels.core.logging.RateLimitedLog;
import org.jspecify.annotations.Nullable;

/**
 * The door of a socket for clients that poll, on any HTTP server: the server hands requests in and does what it is told. Its time is kept by the engine's sweep; it has no
 * thread of its own, and holds none for a poll that waits. Safe for use by any thread.
 */
public final class LongPollDoor {

    static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final String TOKEN_HEADER = "x-phoenix-longpoll-token";
    private static final String TOKEN_PARAMETER = "token";
    private static final String ACK_HEADER = "x-longpoll-ack";
    private static final String BATCH_TYPE = "application/x-ndjson";
    private static final int SERVER_ERRORS = 500;

    private final ChannelEngine engine;
    private final Socket socket;
    private final LongPollSettings settings;
    private final SessionTokens tokens;
    private final Sessions sessions;
    private final Couriers couriers;
    private final Set<Post> posts = ConcurrentHashMap.newKeySet();
    private final RequestBodies bodies;
    private final RefusalReport report;
    private volatile boolean stopping;

    /**
     * Opens the door, until the engine stops.
     *
     * @param engine the socket's
     */
    public LongPollDoor(ChannelEngine engine, Socket socket) {
        this(engine, socket, System::currentTimeMillis);
    }

    LongPollDoor(ChannelEngine engine, Socket socket, LongSupplier wallClock) {
        this.engine = engine;
        this.socket = socket;
        this.settings = socket.config().longPoll();
        this.tokens = new SessionTokens(settings, wallClock);
        this.sessions = new Sessions(settings.sessionsPerAddress());
        this.couriers = new Couriers(engine.dispatch());
        this.bodies = new RequestBodies(engine);
        this.report = new RefusalReport(engine);
        engine.onSweep(this::sweep);
        engine.onStop(() -> stopping = true);
    }

    /**
     * Decides on a request. Handlers' {@code connect} may block it when it is a GET; a POST is decided on at once, so that its head alone says whether its body is wanted.
     *
     * @param method in capitals
     * @param below what the path has behind that of the door, or null
     * @param request everything that the request says, but its body
     */
    public Reaction receive(String method, @Nullable String below, ConnectRequest request) {
        return receive(method, below, request, true);
    }

    /** Decides without calling a handler, so that it does not block: a session is not started, whoever wants one is told to come again. */
    public Reaction receiveWithoutBlocking(String method, @Nullable String below, ConnectRequest request) {
        return receive(method, below, request, false);
    }

    /** Whether every thread is busy that a handler's {@code connect} may block: then nobody should wait for one of them. */
    public boolean isExhausted() {
        return socket.isExhausted();
    }

    /** Logs and counts an error that was kept from stopping anything else. */
    public void survived(String what, Throwable thrown) {
        socket.survived(what, thrown);
    }

    private Reaction receive(String method, @Nullable String below, ConnectRequest request, boolean mayBlock) {
        if (below != null && !below.isEmpty() && !below.equals("/")) {
            return new Reaction.Answered(Answers.notFound());
        }
        String refusal = socket.sources().refusal(request);
        if (refusal != null) {
            return new Reaction.Answered(Answers.foreign(refusal));
        }
        return switch (method) {
            case "GET" -> get(request, mayBlock);
            case "POST" -> post(request);
            case "OPTIONS" ->
                new Reaction.Answered(Answers.preflight(request.header("Access-Control-Request-Headers")));
            default -> new Reaction.Answered(Answers.badMethod());
        };
    }

    private Reaction get(ConnectRequest request, boolean mayBlock) {
        String token = token(request);
        LongPollSession session = find(token);
        return session == null || token == null ? start(request, mayBlock) : poll(session, token, request, mayBlock);
    }

    private Reaction poll(LongPollSession session, String token, ConnectRequest request, boolean mayBlock) {
        Poll poll = new Poll(token, engine.now());
        Long acknowledged = acknowledged(request);
        if (!session.poll(poll, acknowledged)) {
            return start(request, mayBlock);
        }
        // Who acknowledges wants the number of the answer among the headers.
        Map<String, String> head = acknowledged == null ? Answers.HEADERS : Map.of();
        return new Reaction.Held(poll.answer, head, delivered -> session.ended(poll, delivered));
    }

    private Reaction post(ConnectRequest request) {
        LongPollSession session = find(token(request));
        if (session == null || session.isEnding()) {
            return status(Answers.GONE);
        }
        if (!session.beginPost()) {
            engine.counters().count(Counter.LONG_POLL_POSTS_OVER_LIMIT);
            int most = settings.postsPerSession();
            String what = "more than " + most + " posts of this session are under way";
            report.over(session.conversation(), Answers.TOO_MANY, what, "channels.longpoll.posts-per-session", most);
            return new Reaction.Answered(Answers.error(Answers.TOO_MANY, what));
        }
        String type = request.header("Content-Type");
        boolean batch = type != null
                && type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals(BATCH_TYPE);
        return new Post(session, this, batch);
    }

    private Reaction start(ConnectRequest request, boolean mayBlock) {
        if (!mayBlock) {
            engine.counters().count(Counter.CLIENTS_REFUSED);
            return status(Answers.UNAVAILABLE);
        }
        String address = Sessions.key(request.remoteAddress());
        if (!sessions.reserve(address)) {
            engine.counters().count(Counter.LONG_POLL_SESSIONS_OVER_LIMIT);
            report.session(address, Answers.FORBIDDEN, settings.sessionsPerAddress());
            return status(Answers.FORBIDDEN);
        }
        boolean started = false;
        try {
            Admission admission = socket.admitLongPoll(request);
            if (admission instanceof Admission.Refused refused) {
                return status(refused.status() >= SERVER_ERRORS ? Answers.UNAVAILABLE : Answers.FORBIDDEN);
            }
            started = true;
            return open((Admission.Admitted) admission, address);
        } finally {
            if (!started) {
                sessions.giveBack(address);
            }
        }
    }

    private Reaction open(Admission.Admitted admitted, String address) {
        LongPollSession session = new LongPollSession(tokens.newSession(), address, admitted.conversation(), this);
        sessions.add(session);
        engine.counters().count(Counter.LONG_POLL_SESSIONS);
        admitted.conversation().opened(session);
        return new Reaction.Answered(Answers.empty(Answers.GONE, tokens.sign(session.id())));
    }

    /** The header counts before the parameter, which gets into logs. */
    private static @Nullable String token(ConnectRequest request) {
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
            engine.counters().count(Counter.LONG_POLL_TOKENS_REFUSED);
            return null;
        }
        return sessions.find(id);
    }

    private static @Nullable Long acknowledged(ConnectRequest request) {
        String number = request.header(ACK_HEADER);
        try {
            return number == null ? null : Long.valueOf(number.trim());
        } catch (NumberFormatException e) {
            return null; // As if nothing had been said.
        }
    }

    private static Reaction status(int status) {
        return new Reaction.Answered(Answers.status(status));
    }

    private void sweep() {
        long now = engine.now();
        long window = nanos();
        engine.each("the sweep at one session", sessions.all(), session -> session.sweep(now, window, stopping));
        engine.each("the sweep at one post", posts, post -> post.sweep(now, window));
    }

    private long nanos() {
        try {
            return Math.min(settings.window().toNanos(), Long.MAX_VALUE / 4);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE / 4;
        }
    }

    LongPollSettings settings() {
        return settings;
    }

    Couriers couriers() {
        return couriers;
    }

    /** Says what clients can make happen as often as they like. */
    public RateLimitedLog log() {
        return engine.log();
    }

    RefusalReport report() {
        return report;
    }

    Counters counters() {
        return engine.counters();
    }

    /** Gathers the bodies of posts, for servers that do not do so themselves. */
    public RequestBodies bodies() {
        return bodies;
    }

    /** How many sessions there are. */
    public int sessions() {
        return sessions.all().size();
    }

    void forget(LongPollSession session) {
        sessions.remove(session);
    }

    void watch(Post post) {
        posts.add(post);
        if (post.isAnswered()) {
            posts.remove(post); // It was answered while it was put here.
        }
    }

    void forget(Post post) {
        posts.remove(post);
    }
}
