package org.garuda.channels.standalone.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ServerAccess;
import org.garuda.channels.standalone.internal.fixture.LogWatch;
import org.garuda.channels.standalone.internal.fixture.RawClient;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.garuda.channels.standalone.internal.flush.FlushQueues;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.nio.SelectorHandler;
import org.glassfish.grizzly.nio.SelectorRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The threads that read and write for everybody: nothing that happens to one connection ends them, and when one ends
 * all the same the server does not stay behind, deaf.
 */
class SelectorTest {

    private static final String UPGRADE =
            "GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

    private static ChannelServer start() {
        return ChannelServer.builder().port(0).handler(new RoomHandler()).start();
    }

    @Test
    void anErrorInTheTurnOfOneConnectionCostsThatConnectionAlone() throws Exception {
        try (LogWatch log = new LogWatch();
                ChannelServer server = start();
                RawClient other = new RawClient(server, "vsn=2.0.0").join("rooms:a")) {
            for (Throwable thrown : List.of(new OutOfMemoryError("turn"), new IllegalStateException("turn"))) {
                Socket socket = new Socket(server.host(), server.port());
                try (RawClient victim = new RawClient(socket, UPGRADE).join("rooms:b")) {
                    NIOConnection connection = connection(server, socket.getLocalPort());
                    FlushQueues turns = (FlushQueues) selectorHandler(server);
                    turns.enqueue(connection, () -> {
                        if (thrown instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) thrown;
                    });
                    assertEquals("end", victim.read());
                }
            }
            other.text("[\"1\",\"2\",\"rooms:a\",\"echo\",{}]")
                    .expect("[\"1\",\"2\",\"rooms:a\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
            assertEquals(2, ServerAccess.engine(server).runtime().counters().get(Counter.FAILURES_SURVIVED));
            assertEquals(2, log.trouble().size(), log.trouble()::toString);
        }
    }

    static List<Supplier<Throwable>> deaths() {
        return List.of(() -> new OutOfMemoryError("log"), () -> new IllegalStateException("log"));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void aDeadSelectorEndsTheServerSoThatConnectionsAreRefusedRatherThanHang(Supplier<Throwable> death)
            throws Exception {
        try (LogWatch log = new LogWatch();
                ChannelServer server = start();
                RawClient client = new RawClient(server, "vsn=2.0.0").join("rooms:a");
                DeadlyLog deadly = new DeadlyLog()) {
            deadly.arm(death);
            NIOConnection listening = ServerAccess.listener(server).bound();
            selectorHandler(server)
                    .enque(
                            listening.getSelectorRunner(),
                            () -> {
                                throw new OutOfMemoryError("turn");
                            },
                            new EmptyCompletionHandler<>() {
                                @Override
                                public void failed(Throwable thrown) {
                                    throw (Error) thrown;
                                }
                            });
            CompletableFuture.runAsync(() -> await(server)).get(60, TimeUnit.SECONDS);
            assertTrue(server.isDead());
            assertEquals("end", client.read());
            assertThrows(ConnectException.class, () -> new Socket(server.host(), server.port()).close());
            assertEquals(1, ServerAccess.engine(server).runtime().counters().get(Counter.THREADS_DEAD));
            assertTrue(
                    ServerAccess.engine(server).inventory().values().stream().allMatch(count -> count == 0),
                    ServerAccess.engine(server).inventory()::toString);
            assertTrue(
                    log.trouble().stream().anyMatch(line -> line.contains("is dead, so nobody would be served")),
                    log.trouble()::toString);
        }
    }

    private static void await(ChannelServer server) {
        try {
            server.awaitStop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SelectorHandler selectorHandler(ChannelServer server) {
        return ((NIOTransport) ServerAccess.listener(server).bound().getTransport()).getSelectorHandler();
    }

    /** The server's end of a connection. */
    private static NIOConnection connection(ChannelServer server, int clientPort) {
        NIOConnection listening = ServerAccess.listener(server).bound();
        SelectorRunner runner = listening.getSelectorRunner();
        NIOTransport transport = (NIOTransport) listening.getTransport();
        for (SelectionKey key : Set.copyOf(runner.getSelector().keys())) {
            NIOConnection connection = transport.getSelectionKeyHandler().getConnectionForKey(key);
            if (connection.getPeerAddress() instanceof InetSocketAddress peer && peer.getPort() == clientPort) {
                return connection;
            }
        }
        throw new AssertionError("no connection from port " + clientPort);
    }

    /**
     * A log that fails itself, as when there is no memory: nothing else gets an error out of the loop of Grizzly's
     * selectors.
     */
    private static final class DeadlyLog extends Handler implements AutoCloseable {
        private final Logger selectors = Logger.getLogger(SelectorRunner.class.getName());
        private volatile Supplier<Throwable> death = () -> new IllegalStateException("not armed");

        void arm(Supplier<Throwable> newDeath) {
            death = newDeath;
            selectors.addHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            Throwable thrown = death.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            selectors.removeHandler(this);
        }
    }
}
