package org.garuda.channels.benchmarks.peer;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;

/** The plain work as an endpoint of Jakarta WebSocket, one for all connections. Public, because Tyrus calls it by reflection. */
public final class JakartaRooms extends Endpoint {

    private static final String PATH = "/bench";

    /** How a text gets to a session. */
    interface Sending {

        /** The session has been opened. */
        void opened(Session session);

        /** Sends a text, without waiting. */
        void send(Session session, String text);

        /** The session is gone. */
        void gone(Session session);
    }

    private final Sending sending;
    private final PlainRooms<Session, String> rooms = new PlainRooms<>() {
        @Override
        String encode(String text) {
            return text;
        }

        @Override
        void send(Session session, String text) {
            sending.send(session, text);
        }
    };

    private JakartaRooms(Sending sending) {
        this.sending = sending;
    }

    static ServerEndpointConfig config(Sending sending) {
        JakartaRooms endpoint = new JakartaRooms(sending);
        return ServerEndpointConfig.Builder.create(JakartaRooms.class, PATH)
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(endpoint);
                    }

                    @Override
                    public boolean checkOrigin(String origin) {
                        return true;
                    }
                })
                .build();
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        sending.opened(session);
        session.addMessageHandler(String.class, text -> rooms.heard(session, text));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        rooms.gone(session);
        sending.gone(session);
    }

    @Override
    public void onError(Session session, Throwable error) {
        rooms.gone(session);
        sending.gone(session);
    }
}
