package org.garuda.channels.standalone;

import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.garuda.channels.core.engine.Socket;
import org.garuda.channels.core.longpoll.LongPollDoor;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.ServerConfiguration;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;
import org.jspecify.annotations.Nullable;

/** The port: one address, the door to the channels before Grizzly's HTTP, and nothing that nobody asked for. */
final class GrizzlyListener {

    private static final int BACKLOG = 4096;

    /** The other half of the processors is for handlers; fewer selectors join more broadcasts into one write. */
    private static final int SELECTORS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final String host;
    private final int port;
    private final HttpServer server = new HttpServer();
    private final NetworkListener listener;

    GrizzlyListener(
            String host,
            int port,
            @Nullable SSLContext tls,
            Socket socket,
            @Nullable LongPollDoor longPoll,
            Executor executor,
            Map<String, HttpRoute> routes,
            @Nullable String staticFolder) {
        this.host = host;
        this.port = port;
        this.listener = new NetworkListener("channels", host, port);
        // Messages are handed to the clients' mailboxes, so the selector's own thread may read them; HTTP routes run
        // on the executor.
        listener.getTransport().setIOStrategy(SameThreadIOStrategy.getInstance());
        listener.getTransport().setServerConnectionBackLog(BACKLOG);
        listener.getTransport().setSelectorRunnersCount(SELECTORS);
        WriteTurns turns = new WriteTurns();
        listener.getTransport().setSelectorHandler(turns);
        long idle = socket.config().timeouts().idle().toSeconds();
        listener.getKeepAlive().setIdleTimeoutInSeconds((int) Math.max(1, Math.min(idle, Integer.MAX_VALUE)));
        // By default Grizzly closes a connection after 256 requests, which a client that polls makes soon.
        listener.getKeepAlive().setMaxRequestsCount(-1);
        if (tls != null) {
            listener.setSecure(true);
            listener.setSSLEngineConfig(new SSLEngineConfigurator(tls, false, false, false));
        }
        TyrusEngine tyrus = tyrus(socket);
        listener.registerAddOn((where, filters) -> {
            int ssl = filters.indexOfType(SSLBaseFilter.class);
            WebSocketReader reader = new WebSocketReader(turns, ssl < 0 ? null : filters.get(ssl));
            filters.add(filters.indexOfType(IdleTimeoutFilter.class) + 1, new HttpEntrance(socket));
            // Behind the filter that cuts idle connections, so that it knows of handshakes that take their time.
            filters.add(
                    filters.indexOfType(HttpEntrance.class) + 1, new WebSocketDoor(socket, executor, tyrus, reader));
        });
        server.addListener(listener);
        if (longPoll != null) {
            String path = socket.config().path() + "/longpoll";
            server.getServerConfiguration()
                    .addHttpHandler(
                            new LongPollHandler(longPoll, path, executor),
                            HttpHandlerRegistration.fromString(path),
                            HttpHandlerRegistration.fromString(path + "/*"));
        }
        configure(server.getServerConfiguration(), executor, routes, staticFolder);
    }

    private static TyrusEngine tyrus(Socket socket) {
        try {
            return new TyrusEngine();
        } catch (DeploymentException e) {
            throw new IllegalStateException("Tyrus does not take the endpoint", e);
        }
    }

    private static void configure(
            ServerConfiguration configuration,
            Executor executor,
            Map<String, HttpRoute> routes,
            @Nullable String staticFolder) {
        configuration.setName("channels");
        configuration.setDefaultErrorPageGenerator((request, status, reason, description, exception) -> "");
        routes.forEach((path, route) -> configuration.addHttpHandler(
                new RouteHandler(route, executor), HttpHandlerRegistration.fromString(path)));
        HttpRoute rest =
                staticFolder == null ? (request, response) -> response.setStatus(404) : new StaticFiles(staticFolder);
        configuration.addHttpHandler(new RouteHandler(rest, executor), HttpHandlerRegistration.fromString("/"));
    }

    void start() {
        try {
            server.start();
        } catch (IOException e) {
            server.shutdownNow();
            throw new IllegalStateException(
                    "cannot listen on " + host + ":" + port + ": " + e.getMessage()
                            + "; is another server on that port? Choose another with port(…)",
                    e);
        }
    }

    boolean isSecure() {
        return listener.isSecure();
    }

    int port() {
        return listener.getPort();
    }

    void stopAccepting() {
        try {
            listener.getTransport().unbindAll();
        } catch (RuntimeException e) {
            System.getLogger(GrizzlyListener.class.getName()).log(System.Logger.Level.DEBUG, "unbinding failed", e);
        }
    }

    void stop() {
        server.shutdownNow();
    }
}
