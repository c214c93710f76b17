package org.garuda.channels.core.engine;

import java.util.Set;
import java.util.stream.Collectors;
import org.garuda.channels.ChannelsConfig;
import org.garuda.channels.core.door.ConnectRequest;
import org.garuda.channels.core.logging.RateLimitedLog;

/** One public entrance: its settings, its handlers, and the engine behind it, which it may share with other sockets. */
public final class Socket {

    private final ChannelEngine engine;
    private final ChannelsConfig config;
    private final Router router;
    private final OverflowRules overflow;
    private final Set<String> roles;
    private final SourceCheck sources;

    Socket(ChannelEngine engine, ChannelsConfig config, Router router) {
        this.engine = engine;
        this.config = config;
        this.router = router;
        this.overflow = new OverflowRules(config.outbox().overflow());
        this.roles = router.routes().stream()
                .flatMap(route -> route.access().roles().stream())
                .collect(Collectors.toUnmodifiableSet());
        this.sources = new SourceCheck(config, engine.counters(), engine.log());
    }

    /** The socket's settings. */
    public ChannelsConfig config() {
        return config;
    }

    /** The roles that the socket's handlers name: those that a request's user has belong into {@link ConnectRequest#roles()}. */
    public Set<String> roles() {
        return roles;
    }

    /** Which pages may ask, and under which names of the server. */
    public SourceCheck sources() {
        return sources;
    }

    /** Whether newcomers are to be turned away with 503 at once, since every thread that a handler's {@code connect} may block is busy. */
    public boolean isExhausted() {
        return engine.isExhausted();
    }

    /** Says what clients can make happen as often as they like. */
    public RateLimitedLog log() {
        return engine.log();
    }

    /** Logs and counts an error that was kept from stopping anything else. */
    public void survived(String what, Throwable thrown) {
        engine.survived(what, thrown);
    }

    ChannelEngine engine() {
        return engine;
    }

    Router router() {
        return router;
    }

    OverflowRules overflow() {
        return overflow;
    }

    /**
     * Decides on a WebSocket handshake, in Phoenix's order: host and origin, token, subprotocol, version, then the handlers. Called on the thread of the request, before
     * the upgrade; handlers may block it.
     */
    public Admission admitWebSocket(ConnectRequest request) {
        return new Doorkeeper(this).webSocket(request);
    }

    /**
     * Decides on the start of a long-poll session: version, then the handlers. The {@linkplain #sources() source} of the request has been judged, as that of each request of
     * the session. Called on the thread of the request; handlers may block it.
     */
    public Admission admitLongPoll(ConnectRequest request) {
        return new Doorkeeper(this).longPoll(request);
    }
}
