package org.garuda.channels.tck.app;

import jakarta.inject.Provider;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelsConfig;
import org.garuda.channels.Origins;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ChannelServerBuilder;

/** The conformance app on the standalone server. */
public final class ConformanceApp implements AutoCloseable {

    private static final int LONGEST_NAME = 64 * 1024;

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
        return start(new Options(host, port, false, false));
    }

    static ConformanceApp start(Options options) {
        // Handlers and routes need the server that they are part of; whoever is quicker than its start waits.
        CompletableFuture<ChannelServer> started = new CompletableFuture<>();
        Provider<ChannelBroadcaster> broadcaster = () -> started.join().broadcaster();
        Later later = new Later();
        ChannelServerBuilder builder = ChannelServer.builder()
                .host(options.host())
                .port(options.port())
                .config(settings())
                .handler(new RoomChannel(broadcaster, later))
                .handler(BenchChannel.TOPICS, bench(options))
                .closeAfterwards(later)
                .stopOnShutdown(true);
        builder.handler(new PresenceChannel(builder.presence()));
        Routes.add(builder, broadcaster);
        ChannelServer server = builder.start();
        started.complete(server);
        return new ConformanceApp(server);
    }

    /** Whatever else is set, pages from anywhere may run the tests, and names may be as long as the recorded server took them. */
    private static ChannelsConfig settings() {
        return ChannelsConfig.load().toBuilder()
                .origins(Origins.anywhere())
                .limits(limits -> limits.withTopicBytes(LONGEST_NAME).withEventBytes(LONGEST_NAME))
                .build();
    }

    private static ChannelHandler bench(Options options) {
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
