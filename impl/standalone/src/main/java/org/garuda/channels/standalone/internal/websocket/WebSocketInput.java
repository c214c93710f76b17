package org.garuda.channels.standalone.internal.websocket;

import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.standalone.internal.flush.FlushQueues;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.jspecify.annotations.Nullable;

/**
 * What comes in on one connection, on its way to the client's protocol; of the close handshake Tyrus takes care. A
 * client that is far ahead of its handlers is not read from until they have caught up: then it has to wait with its
 * sending, as TCP has it. All of it happens on the thread of the connection's selector.
 */
final class WebSocketInput implements FrameReader.Controls {

    /** So much is looked at between two questions whether to go on: some hundred of the smallest messages. */
    private static final int SLICE_BYTES = 8 * 1024;

    private final FlushQueues queues;
    private final TCPNIOConnection connection;
    private final org.glassfish.tyrus.spi.Connection tyrus;
    private final ConnectionWriter writer;
    private final ProtocolSession protocol;
    private final FrameReader frames;
    /** What has been read and not looked at: no more than came before the client was held back. */
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>(1);

    private boolean heldBack;

    WebSocketInput(
            FlushQueues queues,
            TCPNIOConnection connection,
            org.glassfish.tyrus.spi.Connection tyrus,
            ConnectionWriter writer,
            ProtocolSession protocol) {
        this.queues = queues;
        this.connection = connection;
        this.tyrus = tyrus;
        this.writer = writer;
        this.protocol = protocol;
        this.frames = new FrameReader(protocol, this);
    }

    /**
     * Takes what came together with the handshake. Called by the thread that made the handshake, while nothing else is
     * read.
     */
    void begin(@Nullable Buffer early) {
        if (early != null && early.hasRemaining()) {
            keep(early.toByteBuffer());
            onSelectorThread();
        }
    }

    /**
     * Takes what has been read, any byte of which shows that the client lives; the buffer may be used again afterwards.
     */
    void read(Buffer buffer) {
        protocol.heard();
        ByteBuffer data = buffer.toByteBuffer();
        if (!waiting.isEmpty() || !take(data)) {
            keep(data);
        }
    }

    private void keep(ByteBuffer data) {
        waiting.add(ByteBuffer.allocate(data.remaining()).put(data).flip());
    }

    /**
     * The connection has closed. Called by whoever closed it, which may be the thread that gives a client up; Tyrus is
     * told where it also reads.
     */
    void closed() {
        writer.closed();
        protocol.gone();
        queues.enqueue(connection, () -> {
            waiting.clear();
            tyrus.close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, null));
        });
    }

    @Override
    public void ping(byte[] payload) {
        writer.pong(payload);
    }

    /** Tyrus looks at code and reason, and answers. */
    @Override
    public void close(byte[] payload) {
        tyrus.getReadHandler()
                .handle(ByteBuffer.allocate(2 + payload.length)
                        .put((byte) (0x80 | FrameHeader.CLOSE))
                        .put((byte) payload.length)
                        .put(payload)
                        .flip());
    }

    private void goOn() {
        ByteBuffer next = waiting.peek();
        while (next != null && take(next)) {
            waiting.remove();
            next = waiting.peek();
        }
    }

    /** Tells false when the client is held back before all has been taken. */
    private boolean take(ByteBuffer data) {
        while (data.hasRemaining()) {
            if (frames.isFinished() || writer.isClosing()) {
                return true; // Nothing that comes now counts.
            }
            if (protocol.isAhead(this::onSelectorThread)) {
                heldBack = true;
                stopReading();
                return false;
            }
            frames.read(data, SLICE_BYTES);
        }
        return true;
    }

    /** Has the rest looked at; called by any thread, as when the handlers have caught up. */
    private void onSelectorThread() {
        queues.enqueue(connection, this::readOn);
    }

    private void stopReading() {
        try {
            connection.disableIOEvent(IOEvent.READ);
        } catch (IOException e) {
            connection.terminateSilently(); // It is closed already.
        }
    }

    private void readOn() throws IOException {
        protocol.heard(); // What has waited here so long was said before.
        heldBack = false;
        goOn();
        if (!heldBack && connection.isOpen()) {
            connection.enableIOEvent(IOEvent.READ);
        }
    }
}
