package org.garuda.channels.tck.app;

import java.net.URI;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ChannelServerBuilder;

/** The conformance app on the standalone server. */
public final class ConformanceApp implements AutoCloseable {

    private final ChannelServer server;

    private ConformanceApp(ChannelServer server) {
        this.server = server;
    }

    /**
     * Starts the app. It stops when it is closed, or with the JVM.
     *
     * @param host the address to listen on
     * @param port the port to listen on; 0 means any free one
     * @return the running app
     * @throws IllegalStateException when the port cannot be had
     */
    public static ConformanceApp start(String host, int port) {
        return start(host, port, "");
    }

    /**
     * Starts the app as one node of several. It stops when it is closed, or with the JVM.
     *
     * @param host the address to listen on
     * @param port the port to listen on; 0 means any free one
     * @param bus the broker of the nodes; empty for a node that is alone
     * @return the running app, which may not have reached the broker yet
     * @throws IllegalStateException when the port cannot be had
     */
    public static ConformanceApp start(String host, int port, String bus) {
        return start(new Options(host, port, bus, "", false, false, false));
    }

    /**
     * Starts the app with typed handlers. It stops when it is closed, or with the JVM.
     *
     * @param host the address to listen on
     * @param port the port to listen on; 0 means any free one
     * @return the running app
     * @throws IllegalStateException when the port cannot be had
     */
    public static ConformanceApp startTyped(String host, int port) {
        return start(new Options(host, port, "", "", true, false, false));
    }

    static ConformanceApp start(Options options) {
        Later later = new Later();
        ChannelServerBuilder builder = ChannelServer.builder();
        builder.host(options.host())
                .port(options.port())
                .node(AppSettings.node(options.bus(), options.name()))
                .socket(AppSettings.socket())
                .handler(
                        options.typed()
                                ? new TypedRoomChannel(builder.broadcaster(), later)
                                : new RoomChannel(builder.broadcaster(), later))
                .handler(
                        options.typed()
                                ? new TypedPresenceChannel(builder.presence())
                                : new PresenceChannel(builder.presence()))
                .handler(new ClerkChannel())
                .handler(new AdminChannel())
                .handler(BenchChannel.TOPICS, bench(options))
                .closeAfterwards(later)
                .stopOnShutdown(true);
        Routes.add(builder);
        return new ConformanceApp(builder.start());
    }

    private static Object bench(Options options) {
        if (options.typed()) {
            return new TypedBenchChannel();
        }
        BenchChannel bench = new BenchChannel();
        return options.handOver() ? bench.handedOver() : bench;
    }

    /**
     * The port the app listens on.
     *
     * @return the port
     */
    public int port() {
        return server.port();
    }

    /**
     * Whether the node takes part among the others.
     *
     * @return true if it does, or is alone
     */
    public boolean isReady() {
        return server.isReady();
    }

    /**
     * Where the app is reached.
     *
     * @return {@code http://HOST:PORT}
     */
    public URI uri() {
        return server.uri();
    }

    /**
     * Waits until the app has been closed.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public void awaitStop() throws InterruptedException {
        server.awaitStop();
    }

    /** Sends the clients away with 1012 and stops. */
    @Override
    public void close() {
        server.close();
    }
}
