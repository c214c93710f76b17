package org.garuda.channels.core.internal.lifecycle;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.channel.ChannelEnds;
import org.garuda.channels.core.internal.channel.ChannelServices;
import org.garuda.channels.core.internal.cluster.ClusterNode;
import org.garuda.channels.core.internal.cluster.ClusterStatus;
import org.garuda.channels.core.internal.connection.ConnectionServices;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.execution.EngineClock;
import org.garuda.channels.core.internal.execution.FaultBarrier;
import org.garuda.channels.core.internal.execution.Nanos;
import org.garuda.channels.core.internal.execution.NodeLifecycle;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.core.internal.longpoll.LongPollEndpoint;
import org.garuda.channels.core.internal.longpoll.SessionRelay;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.metrics.Counters;
import org.garuda.channels.core.internal.presence.PresencePeers;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.ByteBudget;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.registry.ConnectionRegistry;
import org.garuda.channels.core.internal.registry.DisconnectTracker;
import org.garuda.channels.core.internal.topic.LocalBroadcaster;
import org.garuda.channels.core.internal.topic.Route;
import org.garuda.channels.core.internal.topic.Router;
import org.garuda.channels.core.internal.topic.TopicRegistry;
import org.garuda.channels.core.internal.tracker.PresenceTracker;
import org.garuda.channels.spi.BusProvider;
import org.jspecify.annotations.Nullable;

/**
 * A node: what all its clients share, whatever socket and transport they come by. One for an application.
 *
 * <p>It puts the rooms together, is {@linkplain #start started}, and is {@linkplain #stop stopped} once; what happens
 * in between is theirs.
 */
public final class ChannelEngine {

    private static final System.Logger LOG = System.getLogger(ChannelEngine.class.getName());

    private final NodeSettings settings;
    private final EngineClock clock;
    private final NodeRuntime runtime;
    private final NodeLifecycle lifecycle;
    private final ConnectionServices connections;
    private final TimeoutMonitor timeouts;
    private final ThreadWatch watch;
    private final @Nullable ClusterNode cluster;
    private final FirstStop firstStop = new FirstStop();
    private final @Nullable SessionRelay relay;

    /**
     * A node with the system's clock.
     *
     * @param settings those of the node; each socket has its own
     * @param codec closed with the node
     * @param context surrounds each callback
     * @param executor closed with the node
     */
    public ChannelEngine(NodeSettings settings, PayloadCodec codec, CallContext context, CallbackExecutor executor) {
        this(settings, codec, context, executor, System::nanoTime);
    }

    /** A node on a clock of the caller's, in nanoseconds. */
    public ChannelEngine(
            NodeSettings settings,
            PayloadCodec codec,
            CallContext context,
            CallbackExecutor executor,
            LongSupplier clock) {
        this(settings, codec, context, executor, clock, null);
    }

    /**
     * A node that may be one of several.
     *
     * @param provider the application's own way to the broker that the settings name; null for those that are installed
     * @throws IllegalArgumentException when a setting of the bus cannot be used
     * @throws IllegalStateException when there is no way to the broker
     */
    public ChannelEngine(
            NodeSettings settings,
            PayloadCodec codec,
            CallContext context,
            CallbackExecutor executor,
            LongSupplier clock,
            @Nullable BusProvider provider) {
        this.settings = settings;
        this.clock = new EngineClock(clock);
        this.runtime = new NodeRuntime(codec, context, executor, this.clock, new Counters(), new RateLimitedLog(clock));
        this.lifecycle = new NodeLifecycle(runtime.faults());
        this.cluster =
                settings.bus().url().isEmpty() ? null : new ClusterNode(settings.bus(), provider, runtime, lifecycle);
        this.relay = cluster == null ? null : relay(cluster, runtime);
        this.connections = connections(runtime, lifecycle, settings, cluster);
        this.timeouts = new TimeoutMonitor(this.clock, lifecycle, connections);
        this.watch = new ThreadWatch(runtime.counters(), () -> stop(CloseReason.RESTART));
        watch.add("the sweep's thread", timeouts::isAlive);
        executor.onExhausted(() -> tellExhausted(runtime));
        lifecycle.onSweep(runtime.log()::flush);
        lifecycle.onSweep(executor::retry);
    }

    private static SessionRelay relay(ClusterNode cluster, NodeRuntime runtime) {
        SessionRelay relay = new SessionRelay(cluster.sessionNodes(), runtime.faults());
        cluster.relayBy(relay);
        return relay;
    }

    private static ConnectionServices connections(
            NodeRuntime runtime, NodeLifecycle lifecycle, NodeSettings settings, @Nullable ClusterNode cluster) {
        TopicRegistry topics = new TopicRegistry(cluster == null ? null : cluster.readiness());
        ConnectionRegistry registry = new ConnectionRegistry(lifecycle, settings.clients(), runtime.clock());
        LocalBroadcaster broadcaster = new LocalBroadcaster(
                runtime,
                lifecycle,
                topics,
                registry,
                cluster == null ? null : cluster.peers(),
                settings.listenerBuffer());
        if (cluster != null) {
            cluster.deliverTo(broadcaster, registry, topics, lifecycle);
        }
        return new ConnectionServices(
                settings,
                runtime,
                new ChannelServices(runtime, topics, broadcaster, new ChannelEnds(runtime.faults())),
                registry,
                new DisconnectTracker(runtime),
                new ByteBudget(settings.unfinishedBytes(), evicted -> evict(runtime, evicted)));
    }

    /** Nobody who asks for room may come to harm by what another one is told. */
    private static void evict(NodeRuntime runtime, Runnable evicted) {
        runtime.counters().count(Counter.UNFINISHED_EVICTED);
        runtime.faults().run("an eviction", evicted);
    }

    private static void tellExhausted(NodeRuntime runtime) {
        runtime.counters().count(Counter.THREADS_EXHAUSTED);
        runtime.log().log(
                LOG,
                Level.WARNING,
                "callbacks that waited for a thread, and handshakes refused with 503",
                () -> "all " + CallbackExecutor.MAX_POOL_THREADS
                        + " threads for callbacks are busy: further callbacks wait, and newcomers are refused"
                        + " with 503. Let callbacks not block for so long, or run on JDK 21 or newer, where"
                        + " threads are virtual and have no limit");
    }

    /** Adds an entrance. */
    public ChannelSocket socket(SocketSettings socketSettings, List<Route> routes) {
        return new ChannelSocket(connections, lifecycle, socketSettings, new Router(routes));
    }

    /** Adds the entrance of a socket for clients that poll. */
    public LongPollEndpoint longPoll(ChannelSocket socket) {
        return new LongPollEndpoint(socket, relay);
    }

    /**
     * Has presences kept on this node, which has no clients yet.
     *
     * @param peers are told of this node's entries; null for the other nodes on the bus, if there are any
     * @throws IllegalStateException when the presences belong to a node that has not stopped
     */
    public void attach(PresenceTracker presence, @Nullable PresencePeers peers) {
        PresencePeers told = peers == null && cluster != null ? cluster.keep(presence) : peers;
        presence.attach(connections.channels(), lifecycle, settings, told);
    }

    /** Sends from anywhere. */
    public ChannelBroadcaster broadcaster() {
        return connections.channels().broadcaster();
    }

    /** How the node stands among others; null where it is alone. */
    public @Nullable ClusterStatus cluster() {
        return cluster == null ? null : cluster.status();
    }

    /** What every part of the node runs on. */
    public NodeRuntime runtime() {
        return runtime;
    }

    /** The node's sweep and stop. */
    public NodeLifecycle lifecycle() {
        return lifecycle;
    }

    /** What the node's channels share. */
    public ChannelServices channels() {
        return connections.channels();
    }

    /** What the unfinished messages and request bodies of the node's clients may hold together. */
    public ByteBudget unfinished() {
        return connections.unfinished();
    }

    /** How many clients, topics and departing clients the node holds; all zero when nobody is there. */
    public Map<String, Integer> inventory() {
        return Map.of(
                "clients", connections.registry().size(),
                "identified", connections.registry().identified(),
                "topics", connections.channels().topics().size(),
                "departing", connections.disconnects().size());
    }

    /** Starts the sweep that watches the times, and the watch over the threads that must not die. */
    public void start() {
        clock.start();
        timeouts.start();
        if (cluster != null) {
            cluster.start();
            watch.add("a thread that takes in what other nodes say", cluster::isAlive);
        }
        watch.start();
    }

    /**
     * Has the watch look after a thread without which nobody is served.
     *
     * @param name what it is, for the log
     * @param alive whether it is there; called once a second by the watch's thread
     */
    public void watch(String name, BooleanSupplier alive) {
        watch.add(name, alive);
    }

    /**
     * What is to be done, on the watch's thread, when a thread that it looks after is dead; {@link #stop} with 1012
     * unless told otherwise.
     */
    public void onDeath(Runnable action) {
        watch.onDeath(action);
    }

    /** The watch looks once; its thread does so by itself. */
    public void watchOnce() {
        watch.look();
    }

    /** Looks once at every time that something may take; the sweep's thread does so by itself. */
    public void sweepOnce() {
        timeouts.run();
    }

    /**
     * Turns newcomers away, closes every client with the reason, waits until the handlers have been told, and stops all
     * threads; within the stop time of the settings. All steps are done, whatever one of them throws. Only the first
     * call has an effect; another one waits until it is done.
     *
     * @param reason {@link CloseReason#RESTART} or {@link CloseReason#UNDEPLOYED}
     */
    public void stop(CloseReason reason) {
        if (!firstStop.begin(lifecycle::stop)) {
            return;
        }
        long start = System.nanoTime();
        Duration patience = settings.stop();
        FaultBarrier faults = runtime.faults();
        faults.run("the end of the watch", watch::stop);
        faults.run("the end of the clients", () -> new GracefulShutdown(lifecycle, connections, patience).run(reason));
        if (relay != null) {
            faults.run("the end of requests for other nodes", relay::finish);
        }
        if (cluster != null) {
            faults.run("the end of the bus", cluster::stop);
        }
        faults.run("the end of the sweep", timeouts::stop);
        faults.run(
                "the end of the subscribers of events()",
                () -> connections.channels().broadcaster().close());
        faults.run("the end of the threads", () -> {
            long left = Nanos.of(patience) - (System.nanoTime() - start);
            runtime.executor().close(Duration.ofNanos(Math.max(left, 0)));
        });
        faults.run("the end of the codec", runtime.codec()::close);
        faults.run("the last counts of the log", runtime.log()::flush);
        firstStop.end();
    }
}
