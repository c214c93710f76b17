package org.garuda.channels.tck.kit.replay;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several nodes that are one server: connections are dealt round. HTTP requests go to the last node, which is another
 * one than that of most connections, and the same for all requests of a long-poll session.
 *
 * @param nodes at least one
 * @param next counts the connections
 */
record SpreadServer(List<TargetServer> nodes, AtomicInteger next) implements TargetServer {

    SpreadServer(List<TargetServer> nodes) {
        this(List.copyOf(nodes), new AtomicInteger());
    }

    @Override
    public URI webSocketBase() {
        return nodes.get(Math.floorMod(next.getAndIncrement(), nodes.size())).webSocketBase();
    }

    @Override
    public URI httpBase() {
        return nodes.get(nodes.size() - 1).httpBase();
    }

    @Override
    public void close() {
        nodes.forEach(TargetServer::close);
    }
}
