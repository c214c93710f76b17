package org.garuda.channels.core.internal.handshake;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.connection.ConnectionServices;
import org.garuda.channels.core.internal.connection.SocketContext;
import org.garuda.channels.core.internal.execution.NodeLifecycle;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.queue.ByteBudget;
import org.garuda.channels.core.internal.topic.Route;
import org.garuda.channels.core.internal.topic.Router;

/** One public entrance: its settings and its handlers. Several sockets may share a node. Safe for use by any thread. */
public final class ChannelSocket {

    private final SocketContext context;
    private final NodeLifecycle lifecycle;
    private final Set<String> roles;
    private final SourceCheck sources;

    /**
     * A socket of a node.
     *
     * @param settings those of the socket
     * @param router finds its handlers
     */
    public ChannelSocket(ConnectionServices services, NodeLifecycle lifecycle, SocketSettings settings, Router router) {
        this.context = new SocketContext(services, settings, router);
        this.lifecycle = lifecycle;
        this.roles = router.routes().stream()
                .flatMap(route -> route.access().roles().stream())
                .collect(Collectors.toUnmodifiableSet());
        this.sources = new SourceCheck(
                settings.origins(),
                services.settings().http().hosts(),
                services.runtime().counters(),
                services.runtime().log());
    }

    /** The socket's settings. */
    public SocketSettings settings() {
        return context.settings();
    }

    /** The node's settings. */
    public NodeSettings node() {
        return context.services().settings();
    }

    /** The socket's handlers, in the order of their class names. */
    public List<Route> routes() {
        return context.router().routes();
    }

    /**
     * The roles that the socket's handlers name: those that a request's user has belong into {@link
     * HandshakeRequest#roles()}.
     */
    public Set<String> roles() {
        return roles;
    }

    /** Which pages may ask, and under which names of the server. */
    public SourceCheck sources() {
        return sources;
    }

    /** What the node runs on. */
    public NodeRuntime runtime() {
        return context.services().runtime();
    }

    /** The node's sweep and stop. */
    public NodeLifecycle lifecycle() {
        return lifecycle;
    }

    /** What the unfinished messages and request bodies of the node's clients may hold together. */
    public ByteBudget unfinished() {
        return context.services().unfinished();
    }

    /**
     * Whether newcomers are to be turned away with 503 at once, since every thread that a handler's {@code connect} may
     * block is busy.
     */
    public boolean isExhausted() {
        return runtime().executor().reportIfExhausted();
    }

    /**
     * Decides on a WebSocket handshake, in Phoenix's order: host and origin, token, subprotocol, version, then the
     * handlers. Called on the thread of the request, before the upgrade; handlers may block it.
     */
    public HandshakeResult acceptWebSocket(HandshakeRequest request) {
        return new Handshake(context, lifecycle, sources).webSocket(request);
    }

    /**
     * Decides on the start of a long-poll session: version, then the handlers. The {@linkplain #sources() source} of
     * the request has been judged, as that of each request of the session. Called on the thread of the request;
     * handlers may block it.
     */
    public HandshakeResult acceptLongPoll(HandshakeRequest request) {
        return new Handshake(context, lifecycle, sources).longPoll(request);
    }
}
