package org.garuda.channels.standalone.internal.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import org.garuda.channels.core.internal.connection.ProtocolSession;

/**
 * What Tyrus tells about a connection's end, passed on to the client's protocol. One object for all connections; lets
 * nothing escape.
 */
public final class ChannelEndpoint extends Endpoint {

    static final String PROTOCOL = "org.garuda.channels.protocol";

    private static final System.Logger LOG = System.getLogger(ChannelEndpoint.class.getName());

    /** Tyrus wants a public constructor, though it asks the configurator for the object. */
    public ChannelEndpoint() {}

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        // Tyrus starts a timer for each message otherwise; the engine's sweep watches for silence.
        session.setMaxIdleTimeout(-1);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        protocol(session).leaves();
    }

    @Override
    public void onError(Session session, Throwable error) {
        LOG.log(Level.DEBUG, "a connection failed", error);
    }

    private static ProtocolSession protocol(Session session) {
        if (session.getUserProperties().get(PROTOCOL) instanceof ProtocolSession protocol) {
            return protocol;
        }
        throw new IllegalStateException("a session without a handshake");
    }
}
