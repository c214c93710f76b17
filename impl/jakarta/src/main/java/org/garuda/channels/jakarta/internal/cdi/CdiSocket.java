package org.garuda.channels.jakarta.internal.cdi;

import java.util.List;
import org.garuda.channels.config.ChannelsConfig;
import org.garuda.channels.core.internal.topic.Route;

/**
 * A socket that the application asks for.
 *
 * @param config its settings
 * @param routes the handlers that are reached on it
 */
public record CdiSocket(ChannelsConfig config, List<Route> routes) {

    /** Copies the routes. */
    public CdiSocket {
        routes = List.copyOf(routes);
    }
}
