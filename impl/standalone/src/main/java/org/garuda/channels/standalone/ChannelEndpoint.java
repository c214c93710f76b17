package org.garuda.channels.standalone;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import org.garuda.channels.core.engine.Conversation;
import org.jspecify.annotations.Nullable;

/** What Tyrus tells about a connection, passed on to the client's conversation. One object for all connections; lets nothing escape. */
public final class ChannelEndpoint extends Endpoint {

    static final String CONVERSATION = "org.garuda.channels.conversation";

    private static final System.Logger LOG = System.getLogger(ChannelEndpoint.class.getName());

    /** Tyrus wants a public constructor, though it asks the configurator for the object. */
    public ChannelEndpoint() {}

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Conversation conversation = conversation(session);
        // Tyrus starts a timer for each message otherwise; the engine's sweep watches for silence.
        session.setMaxIdleTimeout(-1);
        session.addMessageHandler(String.class, new TextGatherer(conversation));
        session.addMessageHandler(byte[].class, new BinaryGatherer(conversation));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        conversation(session).leaves();
    }

    @Override
    public void onError(Session session, Throwable error) {
        LOG.log(Level.DEBUG, "a connection failed", error);
    }

    private static Conversation conversation(Session session) {
        if (session.getUserProperties().get(CONVERSATION) instanceof Conversation conversation) {
            return conversation;
        }
        throw new IllegalStateException("a session that did not come through the door");
    }

    /** Puts fragments together, as long as they stay within the limit. */
    private static final class TextGatherer implements MessageHandler.Partial<String> {
        private final Conversation conversation;
        private @Nullable StringBuilder gathered;

        TextGatherer(Conversation conversation) {
            this.conversation = conversation;
        }

        @Override
        public void onMessage(String part, boolean last) {
            StringBuilder parts = gathered;
            if (last && parts == null) {
                conversation.text(part);
                return;
            }
            parts = parts == null ? new StringBuilder() : parts;
            boolean fits = parts.length() + part.length() <= conversation.messageBytes();
            gathered = last || !fits ? null : parts.append(part);
            if (!fits) {
                conversation.tooBig();
            } else if (last) {
                conversation.text(parts.append(part).toString());
            }
        }
    }

    /** Puts fragments together, as long as they stay within the limit. */
    private static final class BinaryGatherer implements MessageHandler.Partial<byte[]> {
        private static final byte[] NONE = {};

        private final Conversation conversation;
        private byte[] gathered = NONE;

        BinaryGatherer(Conversation conversation) {
            this.conversation = conversation;
        }

        @Override
        public void onMessage(byte[] part, boolean last) {
            if (gathered.length + part.length > conversation.messageBytes()) {
                gathered = NONE;
                conversation.tooBig();
                return;
            }
            byte[] whole = part;
            if (gathered.length > 0) {
                whole = new byte[gathered.length + part.length];
                System.arraycopy(gathered, 0, whole, 0, gathered.length);
                System.arraycopy(part, 0, whole, gathered.length, part.length);
            }
            gathered = last ? NONE : whole;
            if (last) {
                conversation.binary(whole);
            }
        }
    }
}
