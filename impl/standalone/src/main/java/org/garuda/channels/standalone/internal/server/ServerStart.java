package org.garuda.channels.standalone.internal.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SettingsSource;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.lifecycle.StartLine;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.Route;
import org.garuda.channels.core.internal.tracker.PresenceTracker;
import org.garuda.channels.jakarta.internal.cdi.CdiChannels;
import org.garuda.channels.spi.BusProvider;
import org.garuda.channels.standalone.internal.cdi.CdiContainer;
import org.jspecify.annotations.Nullable;

/**
 * Starts a server from what its builder and CDI say: settings, handlers, the node, the port.
 *
 * @param node settings of the node, or null for those that CDI produces, or the defaults
 * @param socket settings of the socket, or null likewise
 * @param routes the handlers beside those that CDI finds
 * @param entrance where it listens
 * @param presence joins the node
 * @param broadcaster becomes the node's
 * @param clock by which every time limit is kept, in nanoseconds
 * @param bus makes the bus to other nodes; null for CDI's, or those that are installed
 */
public record ServerStart(
        @Nullable NodeSettings node,
        @Nullable SocketSettings socket,
        List<Route> routes,
        Entrance entrance,
        PresenceTracker presence,
        EarlyBroadcaster broadcaster,
        LongSupplier clock,
        @Nullable BusProvider bus) {

    /**
     * The server, which takes connections when this returns. Whatever is thrown, nothing is left running.
     *
     * @param container runs already; null without CDI
     */
    public ServerParts start(@Nullable CdiContainer container) {
        return container == null ? withoutCdi() : withCdi(container.channels());
    }

    private ServerParts withoutCdi() {
        SettingsSource[] sources = {SettingsSource.systemProperties(), SettingsSource.environment()};
        StartLine.warn(sources);
        SocketSettings settings = (socket == null ? SocketSettings.defaults() : socket).orElse(sources);
        if (routes.isEmpty()) {
            throw new IllegalStateException(
                    "a server needs at least one handler; add it with handler(…), or let CDI find it with cdi()");
        }
        entrance.requireRoutesBeside(settings.path());
        ChannelEngine engine = new ChannelEngine(
                (node == null ? NodeSettings.defaults() : node).orElse(sources),
                new PayloadCodec(),
                CallContext.ofCurrentClassLoader(),
                CallbackExecutor.start(),
                clock,
                bus);
        return start(engine, settings, routes, () -> {});
    }

    /** What CDI produces has been completed from the sources already. */
    private ServerParts withCdi(CdiChannels channels) {
        SettingsSource[] sources = channels.sources();
        NodeSettings nodeSettings = node == null ? channels.node() : node.orElse(sources);
        SocketSettings settings = socket == null ? channels.sockets().get(0).settings() : socket.orElse(sources);
        StartLine.warn(sources);
        List<Route> all = new ArrayList<>(routes);
        all.addAll(channels.routes(settings.path()));
        if (all.isEmpty()) {
            throw new IllegalStateException(
                    "CDI found no channel handler; annotate handlers with @Channel, and put a META-INF/beans.xml, which"
                            + " may be empty, beside them: src/main/resources/META-INF/beans.xml");
        }
        entrance.requireRoutesBeside(settings.path());
        ChannelEngine engine = new ChannelEngine(
                nodeSettings,
                channels.codec(),
                channels.callContext(),
                CallbackExecutor.start(),
                clock,
                bus == null ? channels.busProvider() : bus);
        return start(engine, settings, all, () -> channels.use(engine, presence));
    }

    /** @param attached done when the node has its presences and broadcaster */
    private ServerParts start(ChannelEngine engine, SocketSettings settings, List<Route> all, Runnable attached) {
        try {
            engine.attach(presence, null);
            broadcaster.attach(engine.broadcaster());
            attached.run();
            ChannelSocket entered = engine.socket(settings, all);
            GrizzlyListener listener = new GrizzlyListener(entrance, engine, entered);
            listener.start();
            try {
                engine.start();
                engine.watch("a selector's thread", listener::isAlive);
                return new ServerParts(engine, listener, entered, presence);
            } catch (RuntimeException e) {
                listener.stop();
                throw e;
            }
        } catch (RuntimeException e) {
            engine.stop(CloseReason.RESTART);
            throw e;
        }
    }
}
