package org.garuda.channels.tck.kit.replay;

import java.net.URI;
import org.garuda.channels.tck.kit.socket.Urls;

/** A server that hosts the conformance app. Closing it stops it, when whoever made this object started it. */
public interface TargetServer extends AutoCloseable {

    /**
     * Where the socket is.
     *
     * @return a {@code ws} URL that ends in {@code /socket}, to which {@code /websocket} is appended
     */
    URI webSocketBase();

    /**
     * What the HTTP paths of the app are below.
     *
     * @return an {@code http} URL, with the context path if there is one
     */
    URI httpBase();

    @Override
    void close();

    /**
     * A server that runs elsewhere and goes on running.
     *
     * @param webSocketBase where its socket is, a {@code ws} URL
     * @param httpBase what its HTTP paths are below, an {@code http} URL
     * @return the server; closing it does nothing
     * @throws IllegalArgumentException for a URL of another kind, TLS included
     */
    static TargetServer at(URI webSocketBase, URI httpBase) {
        return new RemoteServer(Urls.checked(webSocketBase, "ws"), Urls.checked(httpBase, "http"));
    }
}
