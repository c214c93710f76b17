package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.standalone.internal.flush.FlushQueue;
import org.garuda.channels.standalone.internal.flush.FlushQueues;
import org.glassfish.grizzly.nio.SelectorRunner;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine;

/**
 * One connection of the standalone server without a network; whoever calls {@link FlushQueue#write} is its selector's
 * thread.
 */
final class WriterRig implements AutoCloseable {

    final ChannelEngine engine;
    final ProtocolSession protocol;
    final FlushQueues queues;
    final FlushQueue queue;
    final TCPNIOConnection connection;
    final ConnectionWriter writer;
    final org.glassfish.tyrus.spi.Connection tyrus;
    private final SelectorRunner selector;

    /** @param written is given what one write brings; the buffer is used again afterwards */
    WriterRig(Consumer<ByteBuffer> written) throws Exception {
        engine = new ChannelEngine(
                NodeSettings.defaults(),
                new PayloadCodec(),
                CallContext.ofCurrentClassLoader(),
                CallbackExecutor.on(Runnable::run));
        ChannelSocket socket = engine.socket(SocketSettings.defaults(), List.of());
        protocol = assertInstanceOf(
                        HandshakeResult.Accepted.class,
                        socket.acceptWebSocket(new HandshakeRequest("vsn=2.0.0", Map.of(), null, "192.0.2.1")))
                .session();
        TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance().build();
        selector = SelectorRunner.create(transport);
        queues = new FlushQueues(engine.runtime().faults());
        queue = new FlushQueue(selector, engine.runtime().faults());
        connection = new TCPNIOConnection(transport, new MemoryChannel(written));
        writer = new ConnectionWriter(connection, protocol, queue, true);
        WebSocketEngine.UpgradeInfo upgrade =
                new TyrusEngine().upgrade(handshake(), protocol, new TyrusUpgradeResponse());
        assertEquals(WebSocketEngine.UpgradeStatus.SUCCESS, upgrade.getStatus());
        tyrus = upgrade.createConnection(writer, reason -> writer.close());
        writer.connected(tyrus);
        protocol.opened(writer);
    }

    private static RequestContext.Builder handshake() {
        RequestContext headers = RequestContext.Builder.create().build();
        Map.of(
                        "Host", "localhost",
                        "Connection", "Upgrade",
                        "Upgrade", "websocket",
                        "Sec-WebSocket-Version", "13",
                        "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")
                .forEach((name, value) -> headers.getHeaders().put(name, List.of(value)));
        return RequestContext.Builder.create(headers);
    }

    @Override
    public void close() throws IOException {
        selector.getSelector().close();
        engine.stop(CloseReason.UNDEPLOYED);
    }
}
