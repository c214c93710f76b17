package org.garuda.channels.jakarta.websocket;

import java.util.concurrent.Executor;
import org.garuda.channels.Timeouts;
import org.garuda.channels.core.engine.Conversation;

/** A client that has been let in, on its way from the HTTP request to the WebSocket session. */
public final class Passage {

    private final Conversation conversation;
    private final Timeouts timeouts;
    private final Executor executor;
    private volatile boolean taken;

    /**
     * Starts the way.
     *
     * @param conversation the client's
     * @param timeouts the socket's
     * @param executor runs what may block, such as closing a session
     */
    public Passage(Conversation conversation, Timeouts timeouts, Executor executor) {
        this.conversation = conversation;
        this.timeouts = timeouts;
        this.executor = executor;
    }

    Conversation conversation() {
        return conversation;
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
