package org.garuda.channels.tck.kit.replay;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several nodes that are one server: connections are dealt round, and so are polls and posts, those of one session too.
 * Other HTTP requests go to the last node, which is another one than that of most connections.
 *
 * @param nodes at least one
 * @param connections counts the connections
 * @param polls counts the requests for long-polling
 */
record SpreadServer(List<TargetServer> nodes, AtomicInteger connections, AtomicInteger polls) implements TargetServer {

    private static final String LONG_POLLING = "/longpoll";

    /** Between two nodes on one machine it takes a millisecond. */
    private static final Duration SPREADING = Duration.ofMillis(50);

    SpreadServer(List<TargetServer> nodes) {
        this(List.copyOf(nodes), new AtomicInteger(), new AtomicInteger());
    }

    @Override
    public URI webSocketBase() {
        return next(connections).webSocketBase();
    }

    @Override
    public URI httpBase() {
        return nodes.get(nodes.size() - 1).httpBase();
    }

    @Override
    public URI httpBase(String path) {
        return path.contains(LONG_POLLING) ? next(polls).httpBase() : httpBase();
    }

    @Override
    public Duration spreading(String path) {
        return path.contains(LONG_POLLING) ? Duration.ZERO : SPREADING;
    }

    private TargetServer next(AtomicInteger counter) {
        return nodes.get(Math.floorMod(counter.getAndIncrement(), nodes.size()));
    }

    @Override
    public void close() {
        nodes.forEach(TargetServer::close);
    }
}
