package org.garuda.channels.standalone.internal.exchange;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.garuda.channels.core.internal.execution.NodeLifecycle;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.standalone.internal.flush.FlushQueues;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/** The connections of the port as long as they speak HTTP. Their time is kept by the engine's sweep. */
public final class HttpFilter extends BaseFilter {

    private final NodeRuntime runtime;
    private final FlushQueues queues;
    private final HttpPort port;
    private final HttpService services;
    private final Map<Connection<?>, HttpConnection> connections = new ConcurrentHashMap<>();

    /** @param services answers every request */
    public HttpFilter(
            NodeRuntime runtime, NodeLifecycle lifecycle, FlushQueues queues, HttpPort port, HttpService services) {
        this.runtime = runtime;
        this.queues = queues;
        this.port = port;
        this.services = services;
        lifecycle.onSweep(this::sweep);
    }

    /** A connection counts from its beginning, so that one on which nothing is said does not stand for ever. */
    @Override
    public NextAction handleAccept(FilterChainContext ctx) {
        queues.guarded(ctx.getConnection(), () -> of(ctx.getConnection()));
        return ctx.getInvokeAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        Buffer buffer = ctx.getMessage();
        queues.guarded(ctx.getConnection(), () -> of(ctx.getConnection()).read(buffer));
        buffer.tryDispose();
        return ctx.getStopAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext ctx) {
        HttpConnection closed = connections.remove(ctx.getConnection());
        if (closed != null) {
            queues.guarded(ctx.getConnection(), closed::closed);
        }
        return ctx.getInvokeAction();
    }

    private HttpConnection of(Connection<?> connection) {
        HttpConnection known = connections.get(connection);
        if (known != null) {
            return known;
        }
        HttpConnection made = connections.computeIfAbsent(connection, this::begin);
        if (!connection.isOpen()) {
            connections.remove(connection); // Closed before anybody would have noticed.
        }
        return made;
    }

    private HttpConnection begin(Connection<?> connection) {
        return new HttpConnection(port, services, (TCPNIOConnection) connection, () -> connections.remove(connection));
    }

    private void sweep() {
        long now = runtime.now();
        runtime.faults()
                .forEach("the sweep at one connection", connections.values(), connection -> connection.sweep(now));
    }
}
