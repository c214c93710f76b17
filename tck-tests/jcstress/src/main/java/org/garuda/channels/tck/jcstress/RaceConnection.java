package org.garuda.channels.tck.jcstress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.standalone.internal.flush.FlushQueue;
import org.garuda.channels.standalone.internal.flush.WriteBatch;
import org.garuda.channels.standalone.internal.websocket.ConnectionWriter;
import org.glassfish.grizzly.nio.SelectorRunner;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;

/** A connection of the standalone server without a network, to a client for which an answer waits. */
final class RaceConnection {

    private static final TCPNIOTransport TRANSPORT =
            TCPNIOTransportBuilder.newInstance().build();

    /** All connections have one, as those of a selector do; it is too large to make for each. */
    private static final FlushQueue QUEUE =
            new FlushQueue(selector(), new RaceNode().socket().runtime().faults());

    /** Whoever has it is the selector. */
    private static final Object SELECTOR_LOCK = new Object();

    /** What is added while the queue is written belongs to the next round. */
    private static final int ROUNDS = 3;

    private final StringBuffer written = new StringBuffer();
    private final ConnectionWriter writer;

    RaceConnection() {
        ProtocolSession protocol = new RaceNode().accept();
        writer = new ConnectionWriter(new TCPNIOConnection(TRANSPORT, new Sink(written)), protocol, QUEUE, true);
        protocol.opened(writer);
        protocol.text("[null,\"3\",\"nowhere\",\"msg\",{}]");
    }

    private static SelectorRunner selector() {
        try {
            return SelectorRunner.create(TRANSPORT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The client has pinged. */
    void pong() {
        writer.pong(new byte[] {'p', 'o', 'n', 'g'});
    }

    /** Somebody who sends writes. */
    void flush() {
        writer.flushNow();
    }

    /** The selector writes. */
    void write() {
        writer.write(WriteBatch.small());
    }

    /** The selector comes round once more, for all its connections: those that were not added stay as they are. */
    void comeRound() {
        synchronized (SELECTOR_LOCK) {
            for (int i = 0; i < ROUNDS; i++) {
                QUEUE.write();
            }
        }
    }

    int pongs() {
        return count("pong");
    }

    int answers() {
        return count("nowhere");
    }

    /** How often something stands among what was written. */
    private int count(String what) {
        return written.toString().split(what, -1).length - 1;
    }

    /** A connection without a network, which takes all that is written and keeps it. */
    private static final class Sink extends Pipe.SinkChannel {

        private final StringBuffer written;

        Sink(StringBuffer written) {
            super(SelectorProvider.provider());
            this.written = written;
        }

        @Override
        public int write(ByteBuffer bytes) {
            int length = bytes.remaining();
            written.append(StandardCharsets.ISO_8859_1.decode(bytes));
            return length;
        }

        @Override
        public long write(ByteBuffer[] buffers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] buffers, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseSelectableChannel() {
            // There is nothing to close.
        }

        @Override
        protected void implConfigureBlocking(boolean block) {
            // It never blocks.
        }
    }
}
