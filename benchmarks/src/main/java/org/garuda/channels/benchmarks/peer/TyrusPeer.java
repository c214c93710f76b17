package org.garuda.channels.benchmarks.peer;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.garuda.channels.benchmarks.peer.endpoint.JakartaRooms;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.tyrus.container.grizzly.server.WebSocketAddOn;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Tyrus on Grizzly with what its API offers: {@code sendText} for each receiver, into Tyrus's own queues. */
final class TyrusPeer {

    private TyrusPeer() {}

    static int start() throws IOException, DeploymentException {
        Container container = new Container();
        NetworkListener listener = new NetworkListener("bench", "127.0.0.1", 0);
        listener.registerAddOn(new WebSocketAddOn(container, ""));
        HttpServer server = new HttpServer();
        server.addListener(listener);
        container.addEndpoint(JakartaRooms.plain(new Sending()));
        container.start("", 0);
        server.start();
        return listener.getPort();
    }

    private static final class Sending implements JakartaRooms.Sending {
        @Override
        public void opened(Session session) {
            // Else Tyrus schedules a timer with each message, which halves its speed.
            session.setMaxIdleTimeout(-1);
        }

        @Override
        public void send(Session session, String text) {
            session.getAsyncRemote().sendText(text, result -> {});
        }

        @Override
        public void gone(Session session) {
            // Tyrus's queue goes with it.
        }
    }

    /** Tyrus's own container listens on all addresses of the machine; this one leaves that to us. */
    private static final class Container extends TyrusServerContainer {

        private final WebSocketEngine engine =
                TyrusWebSocketEngine.builder(this).build();

        Container() {
            super((Set<Class<?>>) null);
        }

        @Override
        public Map<String, Object> getProperties() {
            return Map.of();
        }

        @Override
        public void register(Class<?> endpointClass) throws DeploymentException {
            engine.register(endpointClass, "");
        }

        @Override
        public void register(ServerEndpointConfig config) throws DeploymentException {
            engine.register(config, "");
        }

        @Override
        public WebSocketEngine getWebSocketEngine() {
            return engine;
        }
    }
}
