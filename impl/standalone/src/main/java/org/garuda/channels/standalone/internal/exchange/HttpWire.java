package org.garuda.channels.standalone.internal.exchange;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.garuda.channels.standalone.internal.flush.FlushQueues;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * What a connection of HTTP does with the network: it is written to, read from or not, and ended. Any thread may write,
 * cut and close; the rest is for its selector's.
 */
final class HttpWire {

    /** Asks for the body of a request. */
    static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final System.Logger LOG = System.getLogger(HttpWire.class.getName());

    private final HttpPort http;
    private final TCPNIOConnection connection;
    private final String remoteAddress;
    private boolean reading = true;

    HttpWire(HttpPort http, TCPNIOConnection connection) {
        this.http = http;
        this.connection = connection;
        this.remoteAddress = connection.getPeerAddress() instanceof InetSocketAddress peer && peer.getAddress() != null
                ? peer.getAddress().getHostAddress()
                : "";
    }

    String remoteAddress() {
        return remoteAddress;
    }

    /** Has something done by the thread of the selector. */
    void onSelectorThread(FlushQueues.Work work) {
        http.enqueue(connection, work);
    }

    /** Reads on, or no more for the present. */
    void read(boolean wanted) {
        if (wanted == reading) {
            return;
        }
        reading = wanted;
        try {
            if (wanted) {
                connection.enableIOEvent(IOEvent.READ);
            } else {
                connection.disableIOEvent(IOEvent.READ);
            }
        } catch (IOException e) {
            cut(); // It is closed already.
        }
    }

    /** Writes without blocking; one of the two is told how that ended, on any thread. */
    void write(byte[] bytes, Runnable written, Runnable failed) {
        try {
            connection.write(
                    Buffers.wrap(connection.getMemoryManager(), bytes),
                    new EmptyCompletionHandler<WriteResult<Buffer, SocketAddress>>() {
                        @Override
                        public void completed(WriteResult<Buffer, SocketAddress> result) {
                            written.run();
                        }

                        @Override
                        public void failed(Throwable error) {
                            failed.run();
                        }

                        @Override
                        public void cancelled() {
                            failed.run();
                        }
                    });
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "a connection was gone when it was written to", e);
            failed.run();
        } catch (Error e) {
            http.survived("a request", e);
            failed.run();
        }
    }

    /**
     * Says that nothing more is going to be written.
     *
     * @param whole whether nothing that the client sent is left unread
     */
    void endOutput(boolean whole) {
        try {
            if (!http.isSecure()) {
                ((SocketChannel) connection.getChannel()).shutdownOutput();
            } else if (whole) {
                close(); // TLS has a last word of its own to say.
            }
        } catch (IOException | RuntimeException e) {
            cut();
        }
    }

    /** Ends the connection after what is being written. */
    void close() {
        connection.closeSilently();
    }

    /** Ends the connection at once. */
    void cut() {
        connection.terminateSilently();
    }

    /** Lets the connection leave HTTP, with a last answer and what has been read behind its request. */
    void handOver(byte[] answer, ByteBuffer rest, HttpExchange.Upgrade upgrade) throws IOException {
        Buffer early = Buffers.wrap(connection.getMemoryManager(), rest);
        boolean any = rest.hasRemaining();
        write(answer, () -> {}, this::cut);
        upgrade.take(connection, early);
        if (!any && !reading) {
            connection.enableIOEvent(IOEvent.READ); // With something early the one who took it does so.
        }
    }
}
