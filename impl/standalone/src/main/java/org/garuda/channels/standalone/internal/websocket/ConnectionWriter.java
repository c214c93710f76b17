package org.garuda.channels.standalone.internal.websocket;

import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.connection.Transport;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.Outbox;
import org.garuda.channels.standalone.internal.flush.ControlFrames;
import org.garuda.channels.standalone.internal.flush.FlushQueue;
import org.garuda.channels.standalone.internal.flush.QueuedWriter;
import org.garuda.channels.standalone.internal.flush.WriteBatch;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of a connection: the frames of the outbox, which are ready to be written, and between them pongs and
 * the close frame that Tyrus makes. It writes when its selector comes to its {@link FlushQueue}, or on the thread that
 * sends if that is faster than the selector, straight to the channel; what the channel does not take is left to
 * Grizzly, and nothing more is written until Grizzly has done so.
 */
public final class ConnectionWriter extends Writer implements Transport, QueuedWriter {

    private static final System.Logger LOG = System.getLogger(ConnectionWriter.class.getName());

    private final TCPNIOConnection connection;
    private final ProtocolSession protocol;
    private final Outbox outbox;
    private final FlushQueue queue;
    private final boolean direct;
    private final ControlFrames control = new ControlFrames();
    /** Whoever has set this may write, unless something is {@link #underWay}; that is to be looked at only then. */
    private final AtomicBoolean taken = new AtomicBoolean();

    /** Grizzly writes what the channel did not take. */
    private volatile boolean underWay;

    private volatile org.glassfish.tyrus.spi.@Nullable Connection tyrus;
    private volatile boolean closeAsked;

    /** The connection is closed or about to be: nothing more is written, whatever Tyrus still wants to say. */
    private volatile boolean silent;

    private volatile boolean upgraded;
    private boolean farewellSaid;
    private boolean outputShut;

    /** @param direct whether bytes may be written straight to the channel, past the filters; not with TLS */
    public ConnectionWriter(TCPNIOConnection connection, ProtocolSession protocol, FlushQueue queue, boolean direct) {
        this.connection = connection;
        this.protocol = protocol;
        this.outbox = protocol.outbox();
        this.queue = queue;
        this.direct = direct;
    }

    /** The session stands; closing it says goodbye to the client. */
    public void connected(org.glassfish.tyrus.spi.Connection session) {
        tyrus = session;
    }

    /** Whether the last word has been said, so that nothing that still comes in counts. */
    public boolean isClosing() {
        return closeAsked;
    }

    @Override
    public void wake() {
        queue.add(this);
    }

    /**
     * Writes at once, so that a burst does not fill the outbox of a client that reads well before its selector comes
     * round.
     */
    @Override
    public void flushNow() {
        if (direct && taken.compareAndSet(false, true)) {
            try {
                if (!underWay && !silent) {
                    WriteBatch batch = WriteBatch.small();
                    if (take(batch)) {
                        write(batch, isUpgraded());
                    }
                }
            } finally {
                taken.set(false);
            }
            queue.add(this); // The selector may have come round meanwhile, in vain.
        }
    }

    @Override
    public void abort(CloseReason reason) {
        cut();
    }

    /**
     * The connection has closed. Tyrus may be told so from now on: it answers with a close frame of code 1000, which
     * phoenix.js must never see.
     */
    public void closed() {
        silent = true;
    }

    /** Closes the connection at once. A write that has begun may still come to its end; none begins any more. */
    private void cut() {
        silent = true;
        connection.terminateSilently();
    }

    /** Answers a ping. */
    public void pong(byte[] payload) {
        if (!silent && control.pong(payload)) {
            queue.add(this);
        }
    }

    /**
     * A control frame of Tyrus. It is told that the frame has been written at once, since it only waits for that to
     * reuse the buffer.
     */
    @Override
    public void write(ByteBuffer buffer, CompletionHandler<ByteBuffer> handler) {
        if (silent) {
            handler.completed(buffer);
            return;
        }
        control.add(buffer);
        handler.completed(buffer);
        queue.add(this);
    }

    /** Tyrus has sent the last word of the connection. */
    @Override
    public void close() {
        closeAsked = true;
        queue.add(this);
    }

    @Override
    public void write(WriteBatch batch) {
        if (!taken.compareAndSet(false, true)) {
            return; // Who writes adds the connection again when it is done.
        }
        try {
            if (silent || underWay) {
                return; // Nothing is to be written any more, or Grizzly's completion adds the connection again.
            }
            if (!take(batch)) {
                closeIfEnded();
                return;
            }
            write(batch, direct && isUpgraded());
        } finally {
            taken.set(false);
        }
        if (!underWay && (batch.isFull() || control.areWaiting() || outbox.isEnding() || closeAsked)) {
            queue.add(this);
        }
    }

    /** Most writes have no control frame, and need not look for one. */
    private boolean take(WriteBatch batch) {
        return control.areWaiting() ? batch.take(control, outbox) : batch.take(outbox);
    }

    private void write(WriteBatch batch, boolean toChannel) {
        if (toChannel) {
            writeToChannel(batch);
        } else {
            leaveToGrizzly(batch.all());
        }
    }

    /**
     * Whether the answer to the handshake, which was left to Grizzly, has been written; whatever else is left to it is
     * {@link #underWay}.
     */
    private boolean isUpgraded() {
        upgraded = upgraded || connection.getAsyncWriteQueue().isEmpty();
        return upgraded;
    }

    private void writeToChannel(WriteBatch batch) {
        try {
            byte[] rest = batch.writeTo((WritableByteChannel) connection.getChannel());
            if (rest.length > 0) {
                leaveToGrizzly(rest);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a connection failed while it was written to", e);
            batch.discard();
            cut();
        }
    }

    private void leaveToGrizzly(byte[] bytes) {
        underWay = true;
        outbox.writing(protocol.now());
        connection.write(Buffers.wrap(connection.getMemoryManager(), bytes), new Written());
    }

    /**
     * The outbox has come to its end: Tyrus says so to the client, and then asks for {@link #close}. A client that is
     * gone is told nothing: Tyrus would make 1000 of the code that stands for it.
     */
    private void closeIfEnded() {
        CloseReason end = outbox.end();
        org.glassfish.tyrus.spi.Connection session = tyrus;
        if (end != null && end != CloseReason.GONE && session != null && !farewellSaid) {
            farewellSaid = true;
            try {
                session.close(new jakarta.websocket.CloseReason(
                        CloseCodes.getCloseCode(end.code()), protocol.closeText(end)));
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "a connection did not close in order", e);
                cut();
            }
        } else if (closeAsked && !control.areWaiting() && !outputShut) {
            outputShut = true;
            shutOutput();
        }
    }

    /**
     * Ends our direction only: with data of the client still unread, a full close would reset the connection, and the
     * client might lose our last word. The client's own end, or the engine's patience, does the rest.
     */
    private void shutOutput() {
        try {
            ((SocketChannel) connection.getChannel()).shutdownOutput();
        } catch (IOException | RuntimeException e) {
            cut();
        }
    }

    private final class Written extends EmptyCompletionHandler<WriteResult<Buffer, SocketAddress>> {
        @Override
        public void completed(WriteResult<Buffer, SocketAddress> result) {
            outbox.written();
            underWay = false;
            queue.add(ConnectionWriter.this);
        }

        @Override
        public void failed(Throwable error) {
            cut();
        }

        @Override
        public void cancelled() {
            cut();
        }
    }
}
