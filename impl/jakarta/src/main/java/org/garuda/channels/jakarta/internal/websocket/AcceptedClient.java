package org.garuda.channels.jakarta.internal.websocket;

import java.util.concurrent.Executor;
import org.garuda.channels.config.Timeouts;
import org.garuda.channels.core.internal.connection.ProtocolSession;

/** A client that has been let in, on its way from the HTTP request to the WebSocket session. */
public final class AcceptedClient {

    private final ProtocolSession protocol;
    private final Timeouts timeouts;
    private final Executor executor;
    private volatile boolean taken;

    /**
     * Starts the way.
     *
     * @param protocol the client's
     * @param timeouts the socket's
     * @param executor runs what may block, such as closing a session
     */
    public AcceptedClient(ProtocolSession protocol, Timeouts timeouts, Executor executor) {
        this.protocol = protocol;
        this.timeouts = timeouts;
        this.executor = executor;
    }

    ProtocolSession protocol() {
        return protocol;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    Executor executor() {
        return executor;
    }

    /** The container has accepted the handshake. */
    void take() {
        taken = true;
    }

    boolean isTaken() {
        return taken;
    }
}
