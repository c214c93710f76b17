package org.garuda.channels.standalone.internal.websocket;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.glassfish.tyrus.core.BaseContainer;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Tyrus without a server of its own: it makes the handshake, keeps the sessions and closes them, for one endpoint. */
public final class TyrusEngine extends BaseContainer {

    private static final String PATH = "/channels";

    /** Nothing but close frames comes to Tyrus, without their masks. */
    private static final int LARGEST_CLOSE_FRAME = 2 + 125;

    private final WebSocketEngine engine;

    public TyrusEngine() throws DeploymentException {
        engine = TyrusWebSocketEngine.builder(this)
                .incomingBufferSize(LARGEST_CLOSE_FRAME)
                .build();
        engine.register(
                ServerEndpointConfig.Builder.create(ChannelEndpoint.class, PATH)
                        .configurator(new Handshake())
                        .build(),
                "");
    }

    /** The upgrade of a client that has been let in; the protocol is found by the endpoint when the session opens. */
    public WebSocketEngine.UpgradeInfo upgrade(
            RequestContext.Builder request, ProtocolSession protocol, TyrusUpgradeResponse response) {
        RequestContext context =
                request.requestURI(URI.create(PATH)).httpSession(protocol).build();
        return engine.upgrade(context, response);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of();
    }

    @Override
    public long getDefaultAsyncSendTimeout() {
        return 0; // None: the outbox has one.
    }

    @Override
    public long getDefaultMaxSessionIdleTimeout() {
        return 0; // None: the sweep sees who is silent.
    }

    @Override
    public int getDefaultMaxBinaryMessageBufferSize() {
        return LARGEST_CLOSE_FRAME;
    }

    @Override
    public int getDefaultMaxTextMessageBufferSize() {
        return LARGEST_CLOSE_FRAME;
    }

    @Override
    public void setAsyncSendTimeout(long milliseconds) {
        throw fixed();
    }

    @Override
    public void setDefaultMaxSessionIdleTimeout(long milliseconds) {
        throw fixed();
    }

    @Override
    public void setDefaultMaxBinaryMessageBufferSize(int bytes) {
        throw fixed();
    }

    @Override
    public void setDefaultMaxTextMessageBufferSize(int characters) {
        throw fixed();
    }

    @Override
    public Set<Extension> getInstalledExtensions() {
        return Set.of();
    }

    @Override
    public Session connectToServer(Object annotatedEndpoint, URI server) {
        throw noClient();
    }

    @Override
    public Session connectToServer(Class<?> annotatedEndpoint, URI server) {
        throw noClient();
    }

    @Override
    public Session connectToServer(Endpoint endpoint, ClientEndpointConfig config, URI server) {
        throw noClient();
    }

    @Override
    public Session connectToServer(Class<? extends Endpoint> endpoint, ClientEndpointConfig config, URI server) {
        throw noClient();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("the library's settings count here, not the container's");
    }

    private static UnsupportedOperationException noClient() {
        return new UnsupportedOperationException("this is a server without a client");
    }

    /** Takes the protocol, which travels in the place of an HTTP session, to the session's properties. */
    private static final class Handshake extends ServerEndpointConfig.Configurator {

        private final ChannelEndpoint endpoint = new ChannelEndpoint();

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put(ChannelEndpoint.PROTOCOL, request.getHttpSession());
        }

        @Override
        public boolean checkOrigin(String origin) {
            return true; // The handshake has checked it.
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return ""; // The handshake answers for it.
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of(); // Shared frames are written as they are, so nothing may transform them.
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            return endpointClass.cast(endpoint);
        }
    }
}
