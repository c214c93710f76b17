package org.garuda.channels.standalone;

import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.garuda.channels.core.engine.Conversation;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.nio.SelectorHandler;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.jspecify.annotations.Nullable;

/**
 * What comes in on one connection, on its way to Tyrus and so to the client's conversation. A client that is far ahead of its handlers is not read from until
 * they have caught up: then it has to wait with its sending, as TCP has it. All of it happens on the thread of the connection's selector.
 */
final class Inflow {

    /** So much is looked at between two questions whether to go on: some hundred of the smallest messages. */
    private static final int SLICE_BYTES = 8 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final TCPNIOConnection connection;
    private final org.glassfish.tyrus.spi.Connection tyrus;
    private final ConnectionWriter writer;
    private final Conversation conversation;
    private final FrameGuard guard;
    private ByteBuffer rest = NOTHING;
    private boolean heldBack;

    Inflow(
            TCPNIOConnection connection,
            org.glassfish.tyrus.spi.Connection tyrus,
            ConnectionWriter writer,
            Conversation conversation) {
        this.connection = connection;
        this.tyrus = tyrus;
        this.writer = writer;
        this.conversation = conversation;
        this.guard = new FrameGuard(conversation.messageBytes());
    }

    /** Takes what came together with the handshake. Called by the thread that made the handshake, while nothing else is read. */
    void begin(@Nullable Buffer early) {
        if (early != null && early.hasRemaining()) {
            keep(early);
            onSelectorThread();
        }
    }

    /** Takes what has been read; the buffer may be used again afterwards. */
    void read(Buffer buffer) {
        keep(buffer);
        goOn();
    }

    private void keep(Buffer buffer) {
        ByteBuffer all =
                ByteBuffer.allocate(rest.remaining() + buffer.remaining()).put(rest);
        buffer.get(all);
        rest = all.flip();
    }

    /** The connection has closed. Called by whoever closed it, which may be the thread that gives a client up; Tyrus is told where it also reads. */
    void closed() {
        writer.closed();
        conversation.gone();
        selector()
                .enque(
                        connection.getSelectorRunner(),
                        () -> {
                            rest = NOTHING;
                            tyrus.close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, null));
                            return true;
                        },
                        null);
    }

    private void goOn() {
        while (rest.hasRemaining()) {
            if (guard.isTooBig() || writer.isClosing()) {
                rest = NOTHING; // Nothing that comes now counts.
            } else if (conversation.isAhead(this::onSelectorThread)) {
                heldBack = true;
                stopReading();
                return;
            } else {
                feed();
            }
        }
    }

    /** Tyrus keeps what it is given until the frame is whole, and nobody else writes into it. */
    private void feed() {
        ByteBuffer slice = rest.slice(rest.position(), Math.min(rest.remaining(), SLICE_BYTES));
        rest.position(rest.position() + slice.remaining());
        slice.limit(guard.admit(slice));
        tyrus.getReadHandler().handle(slice);
        if (guard.isTooBig()) {
            conversation.tooBig();
        }
    }

    /** Has the rest looked at; called by any thread, as when the handlers have caught up. */
    private void onSelectorThread() {
        selector().enque(connection.getSelectorRunner(), this::readOn, null);
    }

    private SelectorHandler selector() {
        return ((NIOTransport) connection.getTransport()).getSelectorHandler();
    }

    private void stopReading() {
        try {
            connection.disableIOEvent(IOEvent.READ);
        } catch (IOException e) {
            connection.terminateSilently(); // It is closed already.
        }
    }

    private boolean readOn() throws IOException {
        conversation.heard(); // What has waited here so long was said before.
        heldBack = false;
        goOn();
        if (!heldBack && connection.isOpen()) {
            connection.enableIOEvent(IOEvent.READ);
        }
        return true;
    }
}
