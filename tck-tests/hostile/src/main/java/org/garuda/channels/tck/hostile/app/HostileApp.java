package org.garuda.channels.tck.hostile.app;

import java.util.List;
import org.garuda.channels.config.Origins;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ChannelServerBuilder;

/** A server whose handlers block and fail when a client says so. */
public final class HostileApp {

    /** What the steps of an orderly stop print, whatever fails between them. */
    public static final List<String> STOPPED = List.of(Step.line("first"), Step.line("last"));

    private HostileApp() {}

    /**
     * Starts the server on a free port; its first line on standard output is {@code listening on http://HOST:PORT}.
     *
     * @param args none are understood
     * @throws InterruptedException when the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        ChannelServer server = start();
        System.out.println("listening on " + server.uri());
        server.awaitStop();
    }

    /**
     * Starts the server in this virtual machine.
     *
     * @return the server, to be closed by the caller
     */
    public static ChannelServer start() {
        Gate gate = new Gate();
        ChannelServerBuilder builder = ChannelServer.builder();
        builder.host("127.0.0.1")
                .port(0)
                .socket(SocketSettings.builder().origins(Origins.anywhere()).build())
                .handler("rooms:*", new WildChannel(gate, builder.presence()))
                .handler("calm:*", new CalmChannel(gate))
                .closeAfterwards(new Step("first"))
                .closeAfterwards(new FailingStep())
                .closeAfterwards(new Step("last"))
                .closeAfterwards(gate::open)
                .stopOnShutdown(true);
        ChannelServer server = builder.start();
        builder.presence().listen(WildChannel.WILD + "*", new FailingListener(builder.broadcaster()));
        return server;
    }
}
