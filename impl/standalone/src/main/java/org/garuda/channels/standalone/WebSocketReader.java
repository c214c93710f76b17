package org.garuda.channels.standalone;

import org.garuda.channels.core.internal.connection.ProtocolSession;
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
final class WebSocketReader extends BaseFilter {

    private static final Attribute<Inflow> INFLOW =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(WebSocketReader.class.getName() + ".inflow");

    private final FilterChain chain;
    private final WriteTurns turns;
    private final boolean direct;

    /**
     * @param tls the filter that decrypts and encrypts; null without TLS, when frames are written straight to the
     * channels
     */
    WebSocketReader(WriteTurns turns, @Nullable Filter tls) {
        this.turns = turns;
        this.direct = tls == null;
        FilterChainBuilder builder = FilterChainBuilder.stateless().add(new TransportFilter());
        if (tls != null) {
            builder.add(tls);
        }
        this.chain = builder.add(this).build();
    }

    /** Takes a connection over from HTTP, together with what it has read ahead. */
    void take(
            TCPNIOConnection connection,
            WebSocketEngine.UpgradeInfo upgrade,
            ProtocolSession protocol,
            @Nullable Buffer early) {
        ConnectionWriter writer = new ConnectionWriter(connection, protocol, turns.of(connection), direct);
        connection.setProcessor(chain);
        org.glassfish.tyrus.spi.Connection tyrus = upgrade.createConnection(writer, reason -> writer.close());
        writer.connected(tyrus);
        Inflow inflow = new Inflow(turns, connection, tyrus, writer, protocol);
        INFLOW.set(connection, inflow);
        protocol.opened(writer);
        if (!connection.isOpen()) {
            protocol.gone(); // Closed before anybody would have noticed.
        }
        inflow.begin(early);
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        Inflow inflow = INFLOW.get(ctx.getConnection());
        Buffer buffer = ctx.getMessage();
        if (inflow != null) {
            turns.guarded(ctx.getConnection(), () -> inflow.read(buffer));
        }
        buffer.tryDispose();
        return ctx.getStopAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext ctx) {
        Inflow inflow = INFLOW.remove(ctx.getConnection());
        if (inflow != null) {
            turns.guarded(ctx.getConnection(), inflow::closed);
        }
        return ctx.getStopAction();
    }
}
