package org.garuda.channels.standalone;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.tracker.PresenceTracker;
import org.garuda.channels.presence.Presence;
import org.garuda.channels.spi.BusProvider;
import org.garuda.channels.standalone.internal.cdi.CdiContainer;
import org.garuda.channels.standalone.internal.server.EarlyBroadcaster;
import org.garuda.channels.standalone.internal.server.Entrance;
import org.garuda.channels.standalone.internal.server.GivenHandlers;
import org.garuda.channels.standalone.internal.server.ListenAddress;
import org.garuda.channels.standalone.internal.server.ServerParts;
import org.garuda.channels.standalone.internal.server.ServerStart;
import org.jspecify.annotations.Nullable;

/** Sets a server up; not for use by several threads. */
public final class ChannelServerBuilder {
    private static final System.Logger LOG = System.getLogger(ChannelServer.class.getName());

    private String host = "127.0.0.1";
    private int port = 4000;
    private @Nullable NodeSettings node;
    private @Nullable SocketSettings socket;
    private final GivenHandlers handlers = new GivenHandlers();
    private final Map<String, HttpRoute> http = new LinkedHashMap<>();
    private final List<AutoCloseable> resources = new ArrayList<>();
    private final EarlyBroadcaster broadcaster = new EarlyBroadcaster();
    private final PresenceTracker presence = new PresenceTracker();
    private @Nullable String staticFolder;
    private boolean stopOnShutdown;
    private boolean cdi;
    private @Nullable SSLContext tls;
    private @Nullable BusProvider bus;
    private LongSupplier clock = System::nanoTime;

    ChannelServerBuilder() {}

    /**
     * The one address to listen on; 127.0.0.1 by default. {@code 0.0.0.0} listens on all of them.
     *
     * @param address a host name or IP address
     * @return this
     */
    public ChannelServerBuilder host(String address) {
        host = Objects.requireNonNull(address, "the host must not be null; 0.0.0.0 is for all addresses");
        return this;
    }

    /**
     * The port; 4000 by default.
     *
     * @param number the port, or 0 for any free one
     * @return this
     * @throws IllegalArgumentException when it is no port
     */
    public ChannelServerBuilder port(int number) {
        if (number < 0 || number > ListenAddress.LAST_PORT) {
            throw new IllegalArgumentException("the port must be a number from 0 to 65535, but is " + number);
        }
        port = number;
        return this;
    }

    /**
     * Speaks TLS (https and wss) on the port; plain by default, as behind a balancer that ends TLS. Frames then take
     * the way through the TLS engine, which costs each client its own encryption of what is otherwise shared.
     *
     * @param context has the server's key and certificate
     * @return this
     */
    public ChannelServerBuilder tls(SSLContext context) {
        tls = Objects.requireNonNull(
                context, "the SSL context must not be null; without tls(…) the server speaks plainly");
        return this;
    }

    /**
     * Settings of the node. What they leave open is taken from elsewhere: see {@link NodeSettings}.
     *
     * @param settings the settings
     * @return this
     */
    public ChannelServerBuilder node(NodeSettings settings) {
        node = Objects.requireNonNull(settings, "the node's settings must not be null");
        return this;
    }

    /**
     * Settings of the socket. What they leave open is taken from elsewhere: see {@link NodeSettings}.
     *
     * @param settings the settings
     * @return this
     */
    public ChannelServerBuilder socket(SocketSettings settings) {
        socket = Objects.requireNonNull(settings, "the socket's settings must not be null");
        return this;
    }

    /**
     * Adds a handler on the topics that its class names with {@link org.garuda.channels.Channel @Channel}, else on all
     * topics.
     *
     * @param handler the handler
     * @return this
     */
    public ChannelServerBuilder handler(ChannelHandler handler) {
        handlers.add(handler);
        return this;
    }

    /**
     * The same for an object that may be a typed handler, with the annotations of {@link org.garuda.channels.typed}.
     *
     * @param handler a typed or a plain handler
     * @return this
     * @throws IllegalArgumentException when it is neither
     */
    public ChannelServerBuilder handler(Object handler) {
        handlers.add(handler);
        return this;
    }

    /**
     * Adds a handler on a topic pattern, whatever its class says.
     *
     * @param topicPattern an exact topic, a template, or a prefix that ends in {@code *}
     * @param handler the handler
     * @return this
     */
    public ChannelServerBuilder handler(String topicPattern, ChannelHandler handler) {
        return handler(topicPattern, (Object) handler);
    }

    /**
     * The same for an object that may be a typed handler, with the annotations of {@link org.garuda.channels.typed}.
     *
     * @param topicPattern an exact topic, a template, or a prefix that ends in {@code *}
     * @param handler a typed or a plain handler
     * @return this
     * @throws IllegalArgumentException when it is neither
     */
    public ChannelServerBuilder handler(String topicPattern, Object handler) {
        Objects.requireNonNull(topicPattern, "the topic pattern must not be null; \"*\" is for every topic");
        handlers.add(topicPattern, handler);
        return this;
    }

    /**
     * Serves the files of a folder on the class path at {@code /}, {@code index.html} for the folder itself.
     *
     * @param classpathFolder the folder, such as {@code "web"}; of an application that is a module one whose name no
     *     package could have, such as {@code "META-INF/web"}, since a module hides its packages
     * @return this
     */
    public ChannelServerBuilder staticFiles(String classpathFolder) {
        staticFolder = Objects.requireNonNull(classpathFolder, "the folder must not be null");
        return this;
    }

    /**
     * Answers plain HTTP requests.
     *
     * @param path an exact path, or one that ends in {@code /*} and stands for all paths below it and for itself; not
     *     below the socket's path
     * @param route answers them
     * @return this
     * @throws IllegalArgumentException when it is no such path, or has a route already
     */
    public ChannelServerBuilder http(String path, HttpRoute route) {
        Objects.requireNonNull(path, "the path of a route must not be null");
        Objects.requireNonNull(route, () -> "the route of \"" + path + "\" must not be null");
        int star = path.indexOf('*');
        if (!path.startsWith("/") || star >= 0 && !(star == path.length() - 1 && path.endsWith("/*"))) {
            throw new IllegalArgumentException("a route cannot be at \"" + path
                    + "\"; write an exact path like \"/broadcast\", or one that ends in \"/*\" for all below it");
        }
        if (http.putIfAbsent(path, route) != null) {
            throw new IllegalArgumentException(
                    "there is a route at \"" + path + "\" already; give one of them another");
        }
        return this;
    }

    /**
     * Whether the server stops in order when the JVM shuts down, as on SIGTERM; false by default.
     *
     * @param stop true if it does
     * @return this
     */
    public ChannelServerBuilder stopOnShutdown(boolean stop) {
        stopOnShutdown = stop;
        return this;
    }

    /**
     * Something to close after the server has stopped, such as a pool that handlers use.
     *
     * @param resource closed last
     * @return this
     */
    public ChannelServerBuilder closeAfterwards(AutoCloseable resource) {
        resources.add(Objects.requireNonNull(resource, "the resource must not be null"));
        return this;
    }

    /**
     * The broadcaster of the server to be, for handlers and routes that are made before it starts.
     *
     * @return the broadcaster; {@link ChannelBroadcaster#events()} can be subscribed to at once, everything else works
     *     as soon as the server has started, and throws an {@link IllegalStateException} before
     */
    public ChannelBroadcaster broadcaster() {
        return broadcaster;
    }

    /**
     * The presences of the server to be, for handlers that are made before it starts.
     *
     * @return the presences; they work as soon as the server has started
     */
    public Presence presence() {
        return presence;
    }

    /**
     * Starts a CDI container (Weld SE) with the server: handlers are found as beans with {@link
     * org.garuda.channels.Channel @Channel}, and {@link ChannelBroadcaster} and {@link Presence} can be injected
     * anywhere. Producers of {@link NodeSettings} and {@link SocketSettings} count where none are given here. The container is
     * shut down after the server has stopped. The application brings Weld SE: {@code org.jboss.weld.se:weld-se-core}.
     *
     * @return this
     */
    public ChannelServerBuilder cdi() {
        cdi = true;
        return this;
    }

    /**
     * The application's own way to the broker that {@link org.garuda.channels.config.BusSettings#url()} names, asked
     * before those that are installed. Nothing is needed here for a broker whose module is on the class path.
     *
     * @param provider makes the bus
     * @return this
     */
    public ChannelServerBuilder bus(BusProvider provider) {
        bus = Objects.requireNonNull(provider, "the provider of the bus must not be null");
        return this;
    }

    /** By which every time limit is kept, in nanoseconds; for tests that do not wait for one. */
    ChannelServerBuilder clock(LongSupplier nanos) {
        clock = nanos;
        return this;
    }

    /**
     * Starts the server; it takes connections when this returns.
     *
     * @return the running server
     * @throws IllegalArgumentException when topic patterns are bad or given twice, something is wrong with typed handlers
     *     (all of it is in the message), a route is below the socket's path,
     *     or there is no folder for the static files
     * @throws IllegalStateException when there is no handler, the port cannot be had, or CDI is wanted and missing, or
     *     refuses the beans
     */
    public ChannelServer start() {
        CdiContainer container = cdi ? CdiContainer.start() : null;
        try {
            return start(container);
        } catch (RuntimeException e) {
            if (container != null) {
                container.close();
            }
            throw e;
        }
    }

    private ChannelServer start(@Nullable CdiContainer container) {
        Entrance entrance = new Entrance(host, port, tls, http, staticFolder);
        ServerParts parts = new ServerStart(
                        node, socket, handlers.routes(), entrance, presence, broadcaster, clock, bus)
                .start(container);
        List<AutoCloseable> closed = new ArrayList<>(resources);
        if (container != null) {
            closed.add(container);
        }
        ChannelServer server = new ChannelServer(host, parts, closed, stopOnShutdown);
        LOG.log(Level.INFO, parts.line());
        return server;
    }
}
