package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.garuda.channels.core.internal.connection.MessageAssembler;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.jspecify.annotations.Nullable;

/**
 * What a container tells about a connection, passed on to the client's protocol. One object serves all connections and
 * knows nothing of any: containers with CDI may keep an endpoint for ever. Nothing escapes from the callbacks, because
 * containers close connections or lose them over it.
 */
public final class ChannelEndpoint extends Endpoint {

    /** Where a session's properties hold the {@link AcceptedClient}. */
    static final String ACCEPTED = "org.garuda.channels.accepted";

    private static final System.Logger LOG = System.getLogger(ChannelEndpoint.class.getName());

    /** Containers want a public constructor, though they are given the one object. */
    public ChannelEndpoint() {}

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        AcceptedClient accepted = accepted(session, config);
        if (accepted == null) {
            LOG.log(Level.DEBUG, "a session without a handshake is closed"); // Anybody may ask for that.
            close(session);
            return;
        }
        ProtocolSession protocol = accepted.protocol();
        try {
            session.getUserProperties().put(ACCEPTED, accepted);
            SessionLimits.raise(session, accepted);
            MessageAssembler assembler = new MessageAssembler(protocol);
            addTextHandler(session, new TextParts(protocol, assembler));
            session.addMessageHandler(ByteBuffer.class, new BinaryParts(protocol, assembler));
            session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> protocol.heard());
            protocol.opened(new WebSocketTransport(
                    session, protocol, accepted.executor(), SessionLimits.sendsAtATime(session)));
        } catch (RuntimeException | LinkageError e) {
            protocol.log().log(
                    LOG, Level.WARNING, "sessions that could not be opened", () -> "a session could not be opened", e);
            protocol.leaves();
            accepted.executor().execute(() -> {
                close(session);
                protocol.gone();
            });
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        AcceptedClient accepted = accepted(session, null);
        if (accepted != null) {
            accepted.protocol().gone();
        }
    }

    /** A connection that failed is closed by its container, which then tells so. */
    @Override
    public void onError(Session session, Throwable error) {
        LOG.log(Level.DEBUG, "a connection failed", error);
    }

    /**
     * Open Liberty takes a character whose bytes are in two frames for bad UTF-8, unless it puts the message together
     * itself. Browsers send long messages in several frames.
     */
    private static void addTextHandler(Session session, TextParts parts) {
        if (session.getClass().getName().startsWith("com.ibm.ws.wsoc.")) {
            session.addMessageHandler(
                    String.class, (MessageHandler.Whole<String>) whole -> parts.onMessage(whole, true));
        } else {
            session.addMessageHandler(String.class, parts);
        }
    }

    /** Most containers show the handshake's properties in both places, each leaves them out in another. */
    private static @Nullable AcceptedClient accepted(Session session, @Nullable EndpointConfig config) {
        try {
            if (session.getUserProperties().get(ACCEPTED) instanceof AcceptedClient accepted) {
                return accepted;
            }
            return config != null && config.getUserProperties().get(ACCEPTED) instanceof AcceptedClient accepted
                    ? accepted
                    : null;
        } catch (RuntimeException e) {
            // A container that does not show the properties of a closed session; the engine finds the silent client.
            LOG.log(Level.DEBUG, "a session without properties", e);
            return null;
        }
    }

    private static void close(Session session) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.UNEXPECTED_CONDITION, ""));
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "a session did not close in order", e);
        }
    }
}
