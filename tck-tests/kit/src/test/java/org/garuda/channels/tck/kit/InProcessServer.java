package org.garuda.channels.tck.kit;

import java.net.URI;
import org.garuda.channels.tck.app.ConformanceApp;

/** The conformance app on the standalone server, in this virtual machine, on a free port. */
final class InProcessServer implements TargetServer {

    private static final String HOST = "127.0.0.1";

    private final ConformanceApp app = ConformanceApp.start(HOST, 0);

    @Override
    public URI webSocketBase() {
        return URI.create("ws://" + HOST + ":" + app.port() + "/socket");
    }

    @Override
    public URI httpBase() {
        return URI.create("http://" + HOST + ":" + app.port());
    }

    @Override
    public void close() {
        app.close();
    }
}
