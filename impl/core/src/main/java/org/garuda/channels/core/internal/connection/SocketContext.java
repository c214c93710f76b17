package org.garuda.channels.core.internal.connection;

import org.garuda.channels.config.ChannelsConfig;
import org.garuda.channels.core.internal.topic.OverflowRules;
import org.garuda.channels.core.internal.topic.Router;

/**
 * What the connections of one socket share.
 *
 * @param services what they share with those of the node's other sockets
 * @param config the socket's settings
 * @param router finds the handler of a topic
 * @param overflow finds the overflow policy of a topic
 */
public record SocketContext(ConnectionServices services, ChannelsConfig config, Router router, OverflowRules overflow) {

    /** A socket with these handlers. */
    public SocketContext(ConnectionServices services, ChannelsConfig config, Router router) {
        this(services, config, router, new OverflowRules(config.outbox().overflow()));
    }
}
