package org.garuda.channels.standalone;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.presence.Presence;
import org.garuda.channels.standalone.internal.server.GrizzlyListener;
import org.garuda.channels.standalone.internal.server.ListenAddress;
import org.garuda.channels.standalone.internal.server.ServerParts;
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
 * <p>It listens on one address, the loopback interface unless told otherwise. Clients connect to {@code
 * ws://host:port/socket/websocket}; the path is part of the {@link SocketSettings}.
 */
public final class ChannelServer implements AutoCloseable {

    private final String host;
    private final GrizzlyListener listener;
    private final ChannelEngine engine;
    private final Presence presence;
    private final List<AutoCloseable> resources;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final @Nullable Thread shutdownHook;

    @GuardedBy("this")
    private @Nullable Thread closer;

    private volatile boolean dead;

    ChannelServer(String host, ServerParts parts, List<AutoCloseable> resources, boolean stopOnShutdown) {
        this.host = host;
        this.engine = parts.engine();
        this.listener = parts.listener();
        this.presence = parts.presence();
        this.resources = List.copyOf(resources);
        this.shutdownHook = stopOnShutdown ? new Thread(this::close, "channels-shutdown") : null;
        if (shutdownHook != null) {
            Runtime.getRuntime().addShutdownHook(shutdownHook);
        }
        engine.onDeath(this::dies);
    }

    /**
     * Serves the handlers until the process is told to stop (SIGTERM), on {@code HOST} (else 127.0.0.1) and {@code
     * PORT} (else 4000) of the environment. Prints {@code listening on http://HOST:PORT}. Blocks until the server has
     * stopped. Made for a {@code main}: when the server cannot be started as it is asked for, one sentence on the error
     * output says why, and the process ends with status 1. So it does when a thread died without which nobody is
     * served.
     *
     * @param handlers the handlers, plain or typed, with their topics in {@link org.garuda.channels.Channel @Channel}; none
     *     means those
     *     that CDI finds (see {@link ChannelServerBuilder#cdi()}, which needs Weld SE on the class path)
     */
    public static void run(Object... handlers) {
        ChannelServerBuilder builder = builder().stopOnShutdown(true);
        for (Object handler : Objects.requireNonNull(handlers, "the handlers must not be null")) {
            builder.handler(handler);
        }
        if (handlers.length == 0) {
            builder.cdi();
        }
        try (ChannelServer server = startOrExit(builder)) {
            System.out.println("listening on " + server.uri());
            server.awaitStop();
            if (server.isDead()) {
                System.exit(1); // For whoever supervises the process, and starts it anew.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is wrong is told in one sentence: a trace would only hide it. */
    private static ChannelServer startOrExit(ChannelServerBuilder builder) {
        try {
            ListenAddress address = ListenAddress.of(System.getenv());
            return builder.host(address.host()).port(address.port()).start();
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.getLogger(ChannelServer.class.getName())
                    .log(System.Logger.Level.DEBUG, "the server did not start", e);
            // Weld puts traces into the message when there are several problems.
            String.valueOf(e.getMessage())
                    .lines()
                    .filter(line -> !line.startsWith("\tat "))
                    .forEach(System.err::println);
            System.exit(1);
            throw e;
        }
    }

    /**
     * Sets a server up.
     *
     * @return a builder with the defaults
     */
    public static ChannelServerBuilder builder() {
        return new ChannelServerBuilder();
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
     * @return {@code http://HOST:PORT}, or {@code https} with {@linkplain ChannelServerBuilder#tls TLS}
     */
    public URI uri() {
        return listener.uri();
    }

    /**
     * Sends from anywhere.
     *
     * @return the broadcaster; {@link ChannelServerBuilder#broadcaster()} gives it before the start
     */
    public ChannelBroadcaster broadcaster() {
        return engine.broadcaster();
    }

    /**
     * Who is on which topic.
     *
     * @return the presences; the same as {@link ChannelServerBuilder#presence()}
     */
    public Presence presence() {
        return presence;
    }

    /** The engine behind the server, for benchmarks and tests of this project. */
    ChannelEngine engine() {
        return engine;
    }

    /** What listens, for tests of this project. */
    GrizzlyListener listener() {
        return listener;
    }

    /** Stops because a thread is dead without which nobody is served. */
    private void dies() {
        dead = true;
        close();
    }

    /** Whether it stopped for that. */
    public boolean isDead() {
        return dead;
    }

    /**
     * Whether clients may be sent here.
     *
     * @return the same as {@link ChannelBroadcaster#isReady()}
     */
    public boolean isReady() {
        return engine.broadcaster().isReady();
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
     * Stops in order: takes no more connections, closes the clients with 1012 in batches, tells the handlers, then
     * stops the rest. Takes at most about twice the {@linkplain org.garuda.channels.config.NodeSettings#stop() stop time}.
     * May be called more than once; a second call waits for the first.
     */
    @Override
    public void close() {
        if (!isFirst()) {
            return;
        }
        engine.runtime().faults().run("the end of accepting", listener::stopAccepting);
        engine.runtime().faults().run("the end of the engine", () -> engine.stop(CloseReason.RESTART));
        engine.runtime().faults().run("the end of the HTTP server", listener::stop);
        for (AutoCloseable resource : resources) {
            engine.runtime().faults().run("a resource that was to be closed", () -> close(resource));
        }
        engine.runtime().faults().run("the end of the shutdown hook", this::forgetHook);
        stopped.countDown();
    }

    /** Waits for the first close if this is another one, unless it comes out of that very close. */
    private boolean isFirst() {
        synchronized (this) {
            if (closer == null) {
                closer = Thread.currentThread();
                return true;
            }
            if (closer == Thread.currentThread()) {
                return false;
            }
        }
        awaitQuietly();
        return false;
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException(resource.getClass().getName() + " did not close", e);
        }
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
}
