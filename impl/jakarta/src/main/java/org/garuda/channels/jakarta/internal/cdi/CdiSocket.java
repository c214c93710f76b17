package org.garuda.channels.jakarta.internal.cdi;

import java.util.List;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.topic.Route;

/**
 * A socket that the application asks for.
 *
 * @param settings those of the socket
 * @param routes the handlers that are reached on it
 */
public record CdiSocket(SocketSettings settings, List<Route> routes) {

    /** Copies the routes. */
    public CdiSocket {
        routes = List.copyOf(routes);
    }
}
