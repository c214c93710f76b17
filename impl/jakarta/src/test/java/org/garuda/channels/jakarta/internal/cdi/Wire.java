package org.garuda.channels.jakarta.internal.cdi;

import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.connection.Transport;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.handshake.Headers;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.jspecify.annotations.Nullable;

/** A client without a network: what is said to it can be read, in order. */
final class Wire implements Transport {

    private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final ProtocolSession protocol;

    private Wire(ProtocolSession protocol) {
        this.protocol = protocol;
    }

    static Wire connect(ChannelSocket socket, @Nullable Principal principal, String... roles) {
        HandshakeResult result = socket.acceptWebSocket(new HandshakeRequest(
                "vsn=2.0.0",
                new Headers().toMap(),
                principal,
                "192.0.2.1",
                Set.of(roles),
                Map::of,
                () -> principal != null));
        if (result instanceof HandshakeResult.Accepted accepted) {
            Wire wire = new Wire(accepted.session());
            accepted.session().opened(wire);
            return wire;
        }
        throw new AssertionError("not let in: " + result);
    }

    void say(String text) {
        protocol.text(text);
    }

    String hear() throws InterruptedException {
        String text = received.poll(10, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing came within 10 s");
        }
        return text;
    }

    void hangUp() {
        protocol.gone();
    }

    @Override
    public void wake() {
        for (Frame frame = protocol.outbox().poll(protocol.now());
                frame != null;
                frame = protocol.outbox().poll(protocol.now())) {
            received.add(frame.text());
        }
        if (protocol.outbox().end() != null) {
            protocol.gone();
        }
    }

    @Override
    public void abort(CloseReason reason) {
        protocol.gone();
    }
}
