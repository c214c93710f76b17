package org.garuda.channels.standalone.internal.websocket;

import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.standalone.internal.flush.FlushQueues;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.tyrus.spi.WebSocketEngine;
import org.jspecify.annotations.Nullable;

/**
 * Reads the connections that have been upgraded. They leave the HTTP filters behind for a chain of their own, which
 * frees what HTTP keeps for each connection.
 */
public final class WebSocketFilter extends BaseFilter {

    private static final Attribute<WebSocketInput> INPUT =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(WebSocketFilter.class.getName() + ".input");

    private final FilterChain chain;
    private final FlushQueues queues;
    private final boolean direct;

    /**
     * @param tls the filter that decrypts and encrypts; null without TLS, when frames are written straight to the
     * channels
     */
    public WebSocketFilter(FlushQueues queues, @Nullable Filter tls) {
        this.queues = queues;
        this.direct = tls == null;
        FilterChainBuilder builder = FilterChainBuilder.stateless().add(new TransportFilter());
        if (tls != null) {
            builder.add(tls);
        }
        this.chain = builder.add(this).build();
    }

    /** Takes a connection over from HTTP, together with what it has read ahead. */
    public void take(
            TCPNIOConnection connection,
            WebSocketEngine.UpgradeInfo upgrade,
            ProtocolSession protocol,
            @Nullable Buffer early) {
        ConnectionWriter writer = new ConnectionWriter(connection, protocol, queues.of(connection), direct);
        connection.setProcessor(chain);
        org.glassfish.tyrus.spi.Connection tyrus = upgrade.createConnection(writer, reason -> writer.close());
        writer.connected(tyrus);
        WebSocketInput input = new WebSocketInput(queues, connection, tyrus, writer, protocol);
        INPUT.set(connection, input);
        protocol.opened(writer);
        if (!connection.isOpen()) {
            protocol.gone(); // Closed before anybody would have noticed.
        }
        input.begin(early);
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        WebSocketInput input = INPUT.get(ctx.getConnection());
        Buffer buffer = ctx.getMessage();
        if (input != null) {
            queues.guarded(ctx.getConnection(), () -> input.read(buffer));
        }
        buffer.tryDispose();
        return ctx.getStopAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext ctx) {
        WebSocketInput input = INPUT.remove(ctx.getConnection());
        if (input != null) {
            queues.guarded(ctx.getConnection(), input::closed);
        }
        return ctx.getStopAction();
    }
}
