package org.garuda.channels.standalone;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.garuda.channels.config.Limits;
import org.garuda.channels.config.Timeouts;
import org.garuda.channels.core.internal.http.Pace;
import org.garuda.channels.core.internal.http.RequestBodies;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.ByteBudget;
import org.garuda.channels.standalone.http.BadRequestException;
import org.garuda.channels.standalone.http.RequestHead;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * The HTTP of the port: its connections, as long as they speak it, and what all of them need. Their time is kept by the
 * engine's sweep.
 */
final class HttpFilter extends BaseFilter {

    /** Stands for a request that nobody could read. */
    static final RequestHead UNREADABLE =
            new RequestHead("GET", "*", null, 1, Map.of("Connection", List.of("close")), 0);

    private static final System.Logger LOG = System.getLogger(HttpFilter.class.getName());

    private final ChannelEngine engine;
    private final WriteTurns turns;
    private final Limits limits;
    private final long idleNanos;
    private final long sendNanos;
    private final HttpService services;
    private final boolean secure;
    private final RequestBodies bodies;
    private final Map<Connection<?>, HttpConnection> connections = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    HttpFilter(
            ChannelEngine engine,
            WriteTurns turns,
            Limits limits,
            Timeouts timeouts,
            HttpService services,
            boolean secure) {
        this.engine = engine;
        this.turns = turns;
        this.limits = limits;
        this.idleNanos = timeouts.idle().toNanos();
        this.sendNanos = timeouts.send().toNanos();
        this.services = services;
        this.secure = secure;
        this.bodies = new RequestBodies(engine.runtime(), engine.lifecycle(), engine.unfinished());
        engine.lifecycle().onSweep(this::sweep);
        engine.lifecycle().onStop(() -> stopping = true);
    }

    /** A connection counts from its beginning, so that one on which nothing is said does not stand for ever. */
    @Override
    public NextAction handleAccept(FilterChainContext ctx) {
        turns.guarded(ctx.getConnection(), () -> of(ctx.getConnection()));
        return ctx.getInvokeAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        Buffer buffer = ctx.getMessage();
        turns.guarded(ctx.getConnection(), () -> of(ctx.getConnection()).read(buffer));
        buffer.tryDispose();
        return ctx.getStopAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext ctx) {
        HttpConnection closed = connections.remove(ctx.getConnection());
        if (closed != null) {
            turns.guarded(ctx.getConnection(), closed::closed);
        }
        return ctx.getInvokeAction();
    }

    private HttpConnection of(Connection<?> connection) {
        HttpConnection known = connections.get(connection);
        if (known != null) {
            return known;
        }
        HttpConnection made =
                connections.computeIfAbsent(connection, key -> new HttpConnection(this, (TCPNIOConnection) key));
        if (!connection.isOpen()) {
            connections.remove(connection); // Closed before anybody would have noticed.
        }
        return made;
    }

    void forget(Connection<?> connection) {
        connections.remove(connection);
    }

    /** A request has begun. Whatever its service throws, the connection goes on. */
    void begin(HttpExchange exchange) {
        try {
            services.begin(exchange);
        } catch (Throwable e) {
            survived("a request", e);
            exchange.respondAndClose(HttpResponse.of(500));
        }
    }

    /** A request is refused before anybody has seen it. */
    void refused(BadRequestException problem, String remoteAddress) {
        engine.runtime()
                .counters()
                .count(
                        switch (problem.fault()) {
                            case HEAD_TOO_BIG -> Counter.REQUEST_HEADS_TOO_BIG;
                            case TOO_MANY_LINES -> Counter.REQUEST_HEADS_TOO_MANY_LINES;
                            case OVERDUE -> Counter.REQUEST_HEADS_OVERDUE;
                            case EVICTED -> Counter.REQUEST_HEADS_EVICTED;
                            case MALFORMED, UNKNOWN_CODING, UNKNOWN_EXPECTATION, UNKNOWN_VERSION ->
                                Counter.REQUESTS_MALFORMED;
                        });
        String setting = switch (problem.fault()) {
            case HEAD_TOO_BIG -> "channels.limits.head-bytes";
            case TOO_MANY_LINES -> "channels.limits.head-lines";
            default -> "";
        };
        if (setting.isEmpty()) {
            LOG.log(Level.DEBUG, "a request from {0} was refused: {1}", remoteAddress, problem.text());
        } else {
            engine.runtime()
                    .log()
                    .log(
                            LOG,
                            Level.WARNING,
                            "requests over " + setting,
                            () -> "a request from " + remoteAddress
                                    + " was answered with HTTP status 431: " + problem.text()
                                    + "; if it should be let in, raise "
                                    + setting);
        }
    }

    void notRead() {
        engine.runtime().counters().count(Counter.ANSWERS_NOT_READ);
    }

    private void sweep() {
        long now = engine.runtime().now();
        engine.runtime()
                .faults()
                .forEach("the sweep at one connection", connections.values(), connection -> connection.sweep(now));
    }

    /**
     * Something of a request failed, and nothing else is to. What it was is a text of ours, since it is what is
     * counted.
     */
    void survived(String what, Throwable thrown) {
        engine.runtime().faults().survived(what, thrown);
    }

    /** Has something done by the thread of the connection's selector; if that fails the connection ends. */
    void enqueue(TCPNIOConnection connection, WriteTurns.Work work) {
        turns.enqueue(connection, work);
    }

    long now() {
        return engine.runtime().now();
    }

    /** A point in time, never zero. */
    long due(long from, long nanos) {
        long due = from + nanos;
        return due == 0 ? 1 : due;
    }

    long pace(long bytes) {
        return Pace.nanos(bytes);
    }

    long idleNanos() {
        return idleNanos;
    }

    long sendNanos() {
        return sendNanos;
    }

    int headBytes() {
        return limits.headBytes();
    }

    int headLines() {
        return limits.headLines();
    }

    ByteBudget budget() {
        return engine.unfinished();
    }

    RequestBodies bodies() {
        return bodies;
    }

    boolean isSecure() {
        return secure;
    }

    boolean isStopping() {
        return stopping;
    }
}
