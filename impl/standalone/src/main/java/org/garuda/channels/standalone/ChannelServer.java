package org.garuda.channels.standalone;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelsConfig;
import org.garuda.channels.core.engine.CallContext;
import org.garuda.channels.core.engine.ChannelEngine;
import org.garuda.channels.core.engine.CloseReason;
import org.garuda.channels.core.engine.Dispatch;
import org.garuda.channels.core.engine.Route;
import org.garuda.channels.core.engine.Socket;
import org.garuda.channels.core.protocol.PayloadCodec;
import org.jspecify.annotations.Nullable;

/**
 * A server for channels, in three lines:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     ChannelServer.run(new ChatChannel());
 * }
 * }</pre>
 *
 * <p>It listens on one address, the loopback interface unless told otherwise. Clients connect to {@code ws://host:port/socket/websocket}; the
 * path is part of the {@link ChannelsConfig}.
 */
public final class ChannelServer implements AutoCloseable {

    private final String host;
    private final GrizzlyListener listener;
    private final ChannelEngine engine;
    private final List<AutoCloseable> resources;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final @Nullable Thread shutdownHook;
    private boolean closing;

    private ChannelServer(Builder builder, ChannelEngine engine, GrizzlyListener listener) {
        this.host = builder.host;
        this.engine = engine;
        this.listener = listener;
        this.resources = List.copyOf(builder.resources);
        this.shutdownHook = builder.stopOnShutdown ? new Thread(this::close, "channels-shutdown") : null;
        if (shutdownHook != null) {
            Runtime.getRuntime().addShutdownHook(shutdownHook);
        }
    }

    /**
     * Serves the handlers until the process is told to stop (SIGTERM), on {@code HOST} (else 127.0.0.1) and {@code PORT} (else 4000) of the
     * environment. Prints {@code listening on http://HOST:PORT}. Blocks until the server has stopped.
     *
     * @param handlers the handlers, with their topics in {@link org.garuda.channels.Channel @Channel}
     * @throws IllegalStateException when the port cannot be had
     */
    public static void run(ChannelHandler... handlers) {
        Builder builder = builder()
                .host(System.getenv().getOrDefault("HOST", "127.0.0.1"))
                .port(Integer.parseInt(System.getenv().getOrDefault("PORT", "4000")))
                .stopOnShutdown(true);
        for (ChannelHandler handler : handlers) {
            builder.handler(handler);
        }
        try (ChannelServer server = builder.start()) {
            System.out.println("listening on " + server.uri());
            server.awaitStop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sets a server up.
     *
     * @return a builder with the defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The address the server listens on.
     *
     * @return the host as given
     */
    public String host() {
        return host;
    }

    /**
     * The port the server listens on.
     *
     * @return the port, also where 0 was asked for
     */
    public int port() {
        return listener.port();
    }

    /**
     * Where the server is.
     *
     * @return {@code http://HOST:PORT}
     */
    public URI uri() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /**
     * Sends from anywhere.
     *
     * @return the broadcaster
     */
    public ChannelBroadcaster broadcaster() {
        return engine.broadcaster();
    }

    /** The engine behind the server, for benchmarks and tests of this project. */
    ChannelEngine engine() {
        return engine;
    }

    /**
     * Waits until the server has stopped.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /**
     * Stops in order: takes no more connections, closes the clients with 1012 in batches, tells the handlers, then stops the rest. Takes at most about twice the
     * {@linkplain org.garuda.channels.Timeouts#stop() stop time}. May be called more than once; a second call waits for the first.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                awaitQuietly();
                return;
            }
            closing = true;
        }
        listener.stopAccepting();
        engine.stop(CloseReason.RESTART);
        listener.stop();
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                System.getLogger(ChannelServer.class.getName())
                        .log(System.Logger.Level.WARNING, "a resource did not close", e);
            }
        }
        forgetHook();
        stopped.countDown();
    }

    private void awaitQuietly() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetHook() {
        if (shutdownHook != null && Thread.currentThread() != shutdownHook) {
            try {
                Runtime.getRuntime().removeShutdownHook(shutdownHook);
            } catch (IllegalStateException e) {
                // The JVM is shutting down: the hook waits for this very call.
            }
        }
    }

    /** Sets a server up; not for use by several threads. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port = 4000;
        private @Nullable ChannelsConfig config;
        private final List<Route> routes = new ArrayList<>();
        private final Map<String, HttpRoute> http = new LinkedHashMap<>();
        private final List<AutoCloseable> resources = new ArrayList<>();
        private @Nullable String staticFolder;
        private boolean stopOnShutdown;

        private Builder() {}

        /**
         * The one address to listen on; 127.0.0.1 by default. {@code 0.0.0.0} listens on all of them.
         *
         * @param address a host name or IP address
         * @return this
         */
        public Builder host(String address) {
            host = address;
            return this;
        }

        /**
         * The port; 4000 by default.
         *
         * @param number the port, or 0 for any free one
         * @return this
         */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /**
         * The settings; {@link ChannelsConfig#load()} by default.
         *
         * @param settings the settings
         * @return this
         */
        public Builder config(ChannelsConfig settings) {
            config = settings;
            return this;
        }

        /**
         * Adds a handler on the topics that its class names with {@link org.garuda.channels.Channel @Channel}, else on all topics.
         *
         * @param handler the handler
         * @return this
         */
        public Builder handler(ChannelHandler handler) {
            routes.add(Route.of(handler));
            return this;
        }

        /**
         * Adds a handler on a topic pattern, whatever its class says.
         *
         * @param topicPattern an exact topic, or a prefix that ends in {@code *}
         * @param handler the handler
         * @return this
         */
        public Builder handler(String topicPattern, ChannelHandler handler) {
            routes.add(Route.of(List.of(topicPattern), handler));
            return this;
        }

        /**
         * Serves the files of a folder on the class path at {@code /}, {@code index.html} for the folder itself.
         *
         * @param classpathFolder the folder, such as {@code "web"}
         * @return this
         */
        public Builder staticFiles(String classpathFolder) {
            staticFolder = classpathFolder;
            return this;
        }

        /**
         * Answers plain HTTP requests.
         *
         * @param path an exact path, or one that ends in {@code /*}
         * @param route answers them
         * @return this
         */
        public Builder http(String path, HttpRoute route) {
            http.put(path, route);
            return this;
        }

        /**
         * Whether the server stops in order when the JVM shuts down, as on SIGTERM; false by default.
         *
         * @param stop true if it does
         * @return this
         */
        public Builder stopOnShutdown(boolean stop) {
            stopOnShutdown = stop;
            return this;
        }

        /**
         * Something to close after the server has stopped, such as a pool that handlers use.
         *
         * @param resource closed last
         * @return this
         */
        public Builder closeAfterwards(AutoCloseable resource) {
            resources.add(resource);
            return this;
        }

        /**
         * Starts the server; it takes connections when this returns.
         *
         * @return the running server
         * @throws IllegalArgumentException when topic patterns are bad or given twice
         * @throws IllegalStateException when there is no handler, or the port cannot be had
         */
        public ChannelServer start() {
            if (routes.isEmpty()) {
                throw new IllegalStateException("a server needs at least one handler; add it with handler(…)");
            }
            ChannelsConfig settings = config == null ? ChannelsConfig.load() : config;
            ChannelEngine engine = new ChannelEngine(
                    settings, new PayloadCodec(), CallContext.ofCurrentClassLoader(), Dispatch.start());
            Socket socket;
            try {
                socket = engine.socket(settings, routes);
            } catch (IllegalArgumentException e) {
                engine.stop(CloseReason.RESTART);
                throw e;
            }
            GrizzlyListener listener = new GrizzlyListener(host, port, socket, engine.dispatch(), http, staticFolder);
            try {
                listener.start();
            } catch (IllegalStateException e) {
                engine.stop(CloseReason.RESTART);
                throw e;
            }
            engine.start();
            return new ChannelServer(this, engine, listener);
        }
    }
}
