package org.garuda.channels.tck.kit.replay;

import java.net.URI;
import org.garuda.channels.tck.app.ConformanceApp;
import org.garuda.channels.tck.kit.phoenix.ClaimRun;

/** The conformance app on the standalone server, in this virtual machine, on a free port. */
public final class InProcessServer implements TargetServer, ClaimRun.Owner {

    private static final String HOST = "127.0.0.1";

    private final boolean typed;
    private ConformanceApp app;
    private final int port;

    /** With plain handlers. */
    public InProcessServer() {
        this(false);
    }

    /** @param typed whether its handlers are typed */
    InProcessServer(boolean typed) {
        this.typed = typed;
        this.app = start(0);
        this.port = app.port();
    }

    private ConformanceApp start(int at) {
        return typed ? ConformanceApp.startTyped(HOST, at) : ConformanceApp.start(HOST, at);
    }

    @Override
    public URI webSocketBase() {
        return URI.create("ws://" + HOST + ":" + port + "/socket");
    }

    @Override
    public URI httpBase() {
        return URI.create("http://" + HOST + ":" + port);
    }

    @Override
    public TargetServer server() {
        return this;
    }

    @Override
    public void stop() {
        app.close();
    }

    @Override
    public void start() {
        app = start(port);
    }

    @Override
    public void close() {
        app.close();
    }
}
