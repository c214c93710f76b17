package org.garuda.channels.tck.kit.replay;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
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

    /**
     * Where one HTTP request goes.
     *
     * @param path the request's, with its query
     * @return as {@link #httpBase}
     */
    default URI httpBase(String path) {
        return httpBase();
    }

    /**
     * How long it may take until what an HTTP request has led to is so for every client: on one node it is when the
     * request is answered.
     *
     * @param path the request's, with its query
     * @return the time
     */
    default Duration spreading(String path) {
        return Duration.ZERO;
    }

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

    /**
     * Servers that run elsewhere and are one for their clients: connections are dealt round, and so are polls and posts.
     *
     * @param webSocketBases where their sockets are, separated by commas
     * @param httpBases what their HTTP paths are below, in the same order
     * @return the server; closing it does nothing
     * @throws IllegalArgumentException for a URL of another kind, TLS included, or when there are not as many of each
     */
    static TargetServer at(String webSocketBases, String httpBases) {
        String[] sockets = webSocketBases.split(",");
        String[] apps = httpBases.split(",");
        if (sockets.length != apps.length) {
            throw new IllegalArgumentException(
                    "there must be as many sockets as apps, but there are " + sockets.length + " and " + apps.length);
        }
        return spread(IntStream.range(0, sockets.length)
                .mapToObj(i -> at(URI.create(sockets[i]), URI.create(apps[i])))
                .toList());
    }

    /**
     * Servers that are one for their clients: connections are dealt round, and so are polls and posts.
     *
     * @param nodes at least one
     * @return the server; closing it closes them
     */
    static TargetServer spread(List<TargetServer> nodes) {
        return nodes.size() == 1 ? nodes.get(0) : new SpreadServer(nodes);
    }
}
