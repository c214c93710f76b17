package org.garuda.channels.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.tck.jcstress.RaceNode;
import org.glassfish.grizzly.nio.SelectorRunner;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;

/** A connection of the standalone server without a network, to a client for which an answer waits. */
final class RaceConnection {

    private static final TCPNIOTransport TRANSPORT =
            TCPNIOTransportBuilder.newInstance().build();

    /** All connections have one, as those of a selector do; it is too large to make for each. */
    private static final WriteTurn TURN = new WriteTurn(selector(), new RaceNode().socket());

    /** Whoever has it is the selector. */
    private static final Object TURN_LOCK = new Object();

    /** What is added while a turn is written belongs to the next. */
    private static final int TURNS = 3;

    private final RecordingChannel channel = new RecordingChannel();
    private final ConnectionWriter writer;

    RaceConnection() {
        ProtocolSession protocol = new RaceNode().accept();
        writer = new ConnectionWriter(new TCPNIOConnection(TRANSPORT, channel), protocol, TURN, true);
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
        writer.write(Batch.small());
    }

    /** The selector comes round once more, for all its connections: those that were not added stay as they are. */
    void comeRound() {
        synchronized (TURN_LOCK) {
            for (int i = 0; i < TURNS; i++) {
                TURN.write();
            }
        }
    }

    int pongs() {
        return channel.count("pong");
    }

    int answers() {
        return channel.count("nowhere");
    }
}
