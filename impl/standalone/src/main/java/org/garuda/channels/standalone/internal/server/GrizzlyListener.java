package org.garuda.channels.standalone.internal.server;

import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.garuda.channels.config.HttpSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.longpoll.LongPollEndpoint;
import org.garuda.channels.standalone.HttpResponse;
import org.garuda.channels.standalone.internal.exchange.HttpFilter;
import org.garuda.channels.standalone.internal.exchange.HttpPort;
import org.garuda.channels.standalone.internal.flush.FlushQueues;
import org.garuda.channels.standalone.internal.longpoll.LongPollHandler;
import org.garuda.channels.standalone.internal.route.HttpServices;
import org.garuda.channels.standalone.internal.route.RequestCheck;
import org.garuda.channels.standalone.internal.route.RouteHandler;
import org.garuda.channels.standalone.internal.route.StaticFiles;
import org.garuda.channels.standalone.internal.websocket.TyrusEngine;
import org.garuda.channels.standalone.internal.websocket.WebSocketFilter;
import org.garuda.channels.standalone.internal.websocket.WebSocketHandshake;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOServerConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.jspecify.annotations.Nullable;

/** The port: one address on Grizzly's transport, what is served there, and nothing that nobody asked for. */
public final class GrizzlyListener {

    private static final System.Logger LOG = System.getLogger(GrizzlyListener.class.getName());
    private static final int BACKLOG = 4096;
    /**
     * What one turn reads of a connection. Grizzly's default is the size of the system's buffer, so that hundreds of
     * long messages at once make all others wait for tens of megabytes.
     */
    private static final int READ_BYTES = 16_384;

    private static final int SELECTOR_END_SECONDS = 5;

    /** The other half of the processors is for handlers; fewer selectors join more broadcasts into one write. */
    private static final int SELECTORS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final String host;
    private final int port;
    private final TCPNIOTransport transport =
            TCPNIOTransportBuilder.newInstance().build();
    private final boolean secure;
    private final SelectorThreads selectors = new SelectorThreads(transport.getMemoryManager());
    private @Nullable TCPNIOServerConnection bound;

    /** Not bound yet. */
    public GrizzlyListener(Entrance entrance, ChannelEngine engine, ChannelSocket socket) {
        this.host = entrance.host();
        this.port = entrance.port();
        SSLContext tls = entrance.tls();
        this.secure = tls != null;
        // Requests and messages are handed on, so the selector's own thread may read them.
        transport.setIOStrategy(SameThreadIOStrategy.getInstance());
        transport.setSelectorRunnersCount(SELECTORS);
        transport.setReadBufferSize(READ_BYTES);
        transport.setKernelThreadPool(selectors);
        FlushQueues queues = new FlushQueues(engine.runtime().faults());
        transport.setSelectorHandler(queues);
        FilterChainBuilder filters = FilterChainBuilder.stateless().add(new TransportFilter());
        Filter encryption = tls == null ? null : new SSLBaseFilter(new SSLEngineConfigurator(tls, false, false, false));
        if (encryption != null) {
            filters.add(encryption);
        }
        SocketSettings settings = socket.settings();
        Executor executor = engine.runtime().executor();
        String staticFolder = entrance.staticFolder();
        HttpSettings limits = socket.node().http();
        int bodyBytes = limits.routeBodyBytes();
        HttpServices services = new HttpServices(new RouteHandler(
                "the route of static files",
                staticFolder == null ? request -> HttpResponse.of(404) : new StaticFiles(staticFolder),
                bodyBytes,
                executor,
                engine.runtime().log()));
        entrance.routes()
                .forEach((path, route) -> services.add(
                        path,
                        new RouteHandler(
                                "the route of " + path,
                                route,
                                bodyBytes,
                                executor,
                                engine.runtime().log())));
        WebSocketHandshake handshake =
                new WebSocketHandshake(socket, executor, tyrus(), new WebSocketFilter(queues, encryption));
        services.add(settings.path() + "/websocket", handshake);
        services.add(settings.path() + "/websocket/", handshake);
        if (settings.longPoll().enabled()) {
            String path = settings.path() + "/longpoll";
            LongPollEndpoint longPoll = engine.longPoll(socket);
            services.add(path + "/*", new LongPollHandler(socket, longPoll, path, bodyBytes, executor));
        }
        HttpPort http = new HttpPort(
                engine.runtime(), engine.lifecycle(), engine.unfinished(), queues, limits, settings.timeouts(), secure);
        filters.add(
                new HttpFilter(engine.runtime(), engine.lifecycle(), queues, http, new RequestCheck(socket, services)));
        transport.setProcessor(filters.build());
    }

    private static TyrusEngine tyrus() {
        try {
            return new TyrusEngine();
        } catch (DeploymentException e) {
            throw new IllegalStateException("Tyrus does not take the endpoint", e);
        }
    }

    public void start() {
        try {
            bound = transport.bind(host, port, BACKLOG);
            transport.start();
        } catch (IOException | UnresolvedAddressException e) {
            stop();
            throw ListenFailure.of(host, port, e);
        }
    }

    public int port() {
        return bound == null || !(bound.getLocalAddress() instanceof InetSocketAddress address)
                ? port
                : address.getPort();
    }

    /** Where it is: scheme, host as given, and port. */
    public URI uri() {
        return URI.create(
                (secure ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /** For tests of this project, which end what serves it. */
    @Nullable
    public TCPNIOServerConnection bound() {
        return bound;
    }

    public void stopAccepting() {
        try {
            transport.unbindAll();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "unbinding failed", e);
        }
    }

    /** Whether everything that serves the port still runs. */
    public boolean isAlive() {
        return selectors.areAlive();
    }

    /** Closes everything; the port is free when this returns. */
    public void stop() {
        try {
            transport.shutdownNow();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the port did not close in order", e);
        }
        selectors.shutdown(); // What was never started does not say so.
        // A channel that a selector knows is closed by the selector's thread, on its way out, and by nobody before.
        try {
            if (!selectors.awaitTermination(SELECTOR_END_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "a selector of port {0} has not ended", Integer.toString(port()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
