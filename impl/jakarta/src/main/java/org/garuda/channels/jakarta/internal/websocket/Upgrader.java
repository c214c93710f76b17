package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes WebSocket sessions out of the requests of clients that have been let in. The endpoint is registered once, under
 * a path of our own, since some containers upgrade to nothing else; who asks for that path directly is turned away.
 */
public final class Upgrader {

    private static final System.Logger LOG = System.getLogger(Upgrader.class.getName());
    private static final String PATH = "/org.garuda.channels/websocket";
    private static final String PHOENIX = "phoenix";

    private final ServerContainer container;
    private final ServerEndpointConfig config;

    /**
     * Whose request it is that the calling thread upgrades: containers take nothing else along. Set only for that call.
     */
    private final ThreadLocal<@Nullable AcceptedClient> current = new ThreadLocal<>();

    /**
     * Registers the endpoint; to be called while the application starts.
     *
     * @param container the application's
     * @throws DeploymentException when the container refuses the endpoint
     */
    public Upgrader(ServerContainer container) throws DeploymentException {
        this.container = container;
        this.config = ServerEndpointConfig.Builder.create(ChannelEndpoint.class, PATH)
                .subprotocols(List.of(PHOENIX))
                // Jetty 12.0 takes one for each type; those for bytes are called by ourselves all the same.
                .decoders(List.of(TextFrameDecoder.class))
                .encoders(List.of(TextFrameEncoder.class))
                .configurator(new Handshake(current))
                .build();
        container.addEndpoint(config);
    }

    /**
     * Upgrades a request, on its thread. If that fails, the client has been given up when this returns.
     *
     * @param request an {@code HttpServletRequest}
     * @param response its {@code HttpServletResponse}, not to be touched any more after an upgrade
     * @param accepted the client
     * @return false when nothing was upgraded
     */
    public boolean upgrade(Object request, Object response, AcceptedClient accepted) {
        boolean failed = true;
        current.set(accepted);
        try {
            container.upgradeHttpToWebSocket(request, response, config, Map.of());
            failed = false;
        } catch (IOException | DeploymentException | RuntimeException e) {
            LOG.log(Level.DEBUG, "an upgrade failed", e);
        } finally {
            current.remove();
            if (failed || !accepted.isTaken()) {
                accepted.protocol().gone();
            }
        }
        return !failed && accepted.isTaken();
    }

    /** Overrides everything, so that no container looks for a configurator of its own. */
    private static final class Handshake extends ServerEndpointConfig.Configurator {

        private final ThreadLocal<@Nullable AcceptedClient> current;
        private final ChannelEndpoint endpoint = new ChannelEndpoint();

        Handshake(ThreadLocal<@Nullable AcceptedClient> current) {
            this.current = current;
        }

        /** The handshake has decided on the origin; whoever was not accepted had no handshake. */
        @Override
        public boolean checkOrigin(String originHeaderValue) {
            return current.get() != null;
        }

        /** Runs in the calling thread everywhere, unlike what comes after it. */
        @Override
        public void modifyHandshake(
                ServerEndpointConfig session, HandshakeRequest request, HandshakeResponse response) {
            AcceptedClient accepted = current.get();
            if (accepted != null) {
                accepted.take();
                session.getUserProperties().put(ChannelEndpoint.ACCEPTED, accepted);
            }
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return requested.contains(PHOENIX) ? PHOENIX : "";
        }

        /** Compression would cost memory for each connection, and is on by default in some containers. */
        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            return endpointClass.cast(endpoint);
        }
    }
}
