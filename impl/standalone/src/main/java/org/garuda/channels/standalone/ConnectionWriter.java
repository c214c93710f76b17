package org.garuda.channels.standalone;

import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.core.engine.CloseReason;
import org.garuda.channels.core.engine.Conversation;
import org.garuda.channels.core.engine.Outbox;
import org.garuda.channels.core.engine.Transport;
import org.garuda.channels.core.protocol.Frame;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of a connection: the frames of the outbox, which are ready to be written, and between them the control frames that Tyrus makes (pong
 * and close). One write is under way at a time; what has gathered meanwhile goes out as one.
 */
final class ConnectionWriter extends Writer implements Transport {

    private static final System.Logger LOG = System.getLogger(ConnectionWriter.class.getName());
    private static final int BATCH_BYTES = 64 * 1024;

    private final Connection<SocketAddress> connection;
    private final Conversation conversation;
    private final Outbox outbox;
    private final Queue<ByteBuffer> control = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean underWay;
    private volatile org.glassfish.tyrus.spi.@Nullable Connection tyrus;
    private volatile boolean closeAsked;
    private boolean farewellSaid;
    private boolean outputShut;

    ConnectionWriter(Connection<SocketAddress> connection, Conversation conversation) {
        this.connection = connection;
        this.conversation = conversation;
        this.outbox = conversation.outbox();
    }

    /** The session stands; closing it says goodbye to the client. */
    void connected(org.glassfish.tyrus.spi.Connection session) {
        tyrus = session;
    }

    /** Whether the last word has been said, so that nothing that still comes in counts. */
    boolean isClosing() {
        return closeAsked;
    }

    @Override
    public void wake() {
        drain();
    }

    @Override
    public void abort(CloseReason reason) {
        connection.terminateSilently();
    }

    /** A control frame of Tyrus. It is told that the frame has been written at once, since it only waits for that to reuse the buffer. */
    @Override
    public void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> handler) {
        ByteBuffer copy = ByteBuffer.allocate(buffer.remaining());
        copy.put(buffer).flip();
        control.add(copy);
        handler.completed(buffer);
        drain();
    }

    /** Tyrus has sent the last word of the connection. */
    @Override
    public void close() {
        closeAsked = true;
        drain();
    }

    /** One thread at a time takes turns; a thread that comes meanwhile, also from within, adds a turn and leaves. */
    private void drain() {
        if (turns.getAndIncrement() != 0) {
            return;
        }
        int taken = 1;
        do {
            if (!underWay) {
                writeBatch();
            }
            taken = turns.addAndGet(-taken);
        } while (taken != 0);
    }

    private void writeBatch() {
        byte[] batch = new byte[0];
        int size = 0;
        for (ByteBuffer frame = control.poll(); frame != null; frame = control.poll()) {
            batch = room(batch, size, frame.remaining());
            int length = frame.remaining();
            frame.get(batch, size, length);
            size += length;
        }
        while (size < BATCH_BYTES) {
            Frame frame = outbox.poll(conversation.now());
            if (frame == null) {
                break;
            }
            int length = frame.array().length - frame.wireOffset();
            if (size == 0 && outbox.size() == 0) {
                write(Buffers.wrap(connection.getMemoryManager(), frame.array(), frame.wireOffset(), length));
                return;
            }
            batch = room(batch, size, length);
            System.arraycopy(frame.array(), frame.wireOffset(), batch, size, length);
            size += length;
        }
        if (size > 0) {
            write(Buffers.wrap(connection.getMemoryManager(), batch, 0, size));
        } else {
            closeIfEnded();
        }
    }

    private void write(Buffer buffer) {
        underWay = true;
        outbox.writing(conversation.now());
        connection.write(buffer, new Written());
    }

    /** The outbox has come to its end: Tyrus says so to the client, and then asks for {@link #close}. */
    private void closeIfEnded() {
        CloseReason end = outbox.end();
        org.glassfish.tyrus.spi.Connection session = tyrus;
        if (end != null && session != null && !farewellSaid) {
            farewellSaid = true;
            try {
                session.close(new jakarta.websocket.CloseReason(CloseCodes.getCloseCode(end.code()), end.text()));
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "a connection did not close in order", e);
                connection.terminateSilently();
            }
        } else if (closeAsked && control.isEmpty() && !outputShut) {
            outputShut = true;
            shutOutput();
        }
    }

    /**
     * Ends our direction only: with data of the client still unread, a full close would reset the connection, and the client might lose our last
     * word. The client's own end, or the engine's patience, does the rest.
     */
    private void shutOutput() {
        try {
            ((SocketChannel) ((TCPNIOConnection) connection).getChannel()).shutdownOutput();
        } catch (IOException | RuntimeException e) {
            connection.terminateSilently();
        }
    }

    private static byte[] room(byte[] batch, int size, int more) {
        return batch.length - size >= more ? batch : Arrays.copyOf(batch, Math.max(batch.length * 2, size + more));
    }

    private final class Written extends EmptyCompletionHandler<WriteResult<Buffer, SocketAddress>> {
        @Override
        public void completed(WriteResult<Buffer, SocketAddress> result) {
            outbox.written();
            underWay = false;
            drain();
        }

        @Override
        public void failed(Throwable error) {
            connection.terminateSilently();
        }

        @Override
        public void cancelled() {
            connection.terminateSilently();
        }
    }
}
