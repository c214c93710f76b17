package org.garuda.channels.benchmarks.peer.endpoint;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;

/** Rooms as an endpoint of Jakarta WebSocket, one for all connections. Public, because Tyrus calls it by reflection. */
public final class JakartaRooms extends Endpoint {

    private static final String PLAIN_PATH = "/bench";

    /** How a text gets to a session. */
    public interface Sending {

        /** The session has been opened. */
        void opened(Session session);

        /** Sends a text, without waiting. */
        void send(Session session, String text);

        /** The session is gone. */
        void gone(Session session);
    }

    private final Sending sending;
    private final Rooms<Session> rooms;

    private JakartaRooms(Sending sending, Rooms<Session> rooms) {
        this.sending = sending;
        this.rooms = rooms;
    }

    /** The endpoint at {@code /bench}, with the protocol of {@link PlainRooms}. */
    public static ServerEndpointConfig plain(Sending sending) {
        return config(PLAIN_PATH, new JakartaRooms(sending, new PlainRooms<Session, String>() {
            @Override
            protected String encode(String text) {
                return text;
            }

            @Override
            protected void send(Session session, String text) {
                sending.send(session, text);
            }
        }));
    }

    /** The endpoint at a path, with the protocol of {@link PhoenixRooms}. */
    public static ServerEndpointConfig phoenix(String path, Sending sending) {
        return config(path, new JakartaRooms(sending, new PhoenixRooms<>(sending::send)));
    }

    private static ServerEndpointConfig config(String path, JakartaRooms endpoint) {
        return ServerEndpointConfig.Builder.create(JakartaRooms.class, path)
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
