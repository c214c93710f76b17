package org.garuda.channels.core.internal.connection;

import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.queue.OutboxBounds;
import org.garuda.channels.core.internal.topic.OverflowRules;
import org.garuda.channels.core.internal.topic.Router;

/**
 * What the connections of one socket share.
 *
 * @param services what they share with those of the node's other sockets
 * @param settings those of the socket
 * @param router finds the handler of a topic
 * @param outbox how much may wait for a client
 * @param overflow finds the overflow policy of a topic
 */
public record SocketContext(
        ConnectionServices services,
        SocketSettings settings,
        Router router,
        OutboxBounds outbox,
        OverflowRules overflow) {

    /** A socket with these handlers. */
    public SocketContext(ConnectionServices services, SocketSettings settings, Router router) {
        this(
                services,
                settings,
                router,
                OutboxBounds.of(settings.outbox()),
                new OverflowRules(settings.outbox().overflow()));
    }
}
