package org.garuda.channels.core.internal.cluster;

import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.config.BusSettings;
import org.garuda.channels.core.internal.bus.Envelope;
import org.garuda.channels.core.internal.bus.Inlet;
import org.garuda.channels.core.internal.bus.Kind;
import org.garuda.channels.core.internal.bus.MalformedMessageException;
import org.garuda.channels.core.internal.bus.Message;
import org.garuda.channels.core.internal.bus.NodeId;
import org.garuda.channels.core.internal.bus.Outlet;
import org.garuda.channels.core.internal.bus.Slots;
import org.garuda.channels.core.internal.execution.NodeLifecycle;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.longpoll.SessionRelay;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.presence.PresencePeers;
import org.garuda.channels.core.internal.relay.SessionNodes;
import org.garuda.channels.core.internal.topic.BroadcastPeers;
import org.garuda.channels.core.internal.topic.ConnectionIndex;
import org.garuda.channels.core.internal.topic.LocalBroadcaster;
import org.garuda.channels.core.internal.topic.TopicReadiness;
import org.garuda.channels.core.internal.topic.TopicRegistry;
import org.garuda.channels.core.internal.tracker.PresenceTracker;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.spi.BusProvider;
import org.jspecify.annotations.Nullable;

/**
 * This node among others: puts the parts together, is started and stopped once, and hands on what comes. What it decides
 * about other nodes is decided by one thread, the one that takes in what concerns all nodes.
 */
public final class ClusterNode {

    private static final System.Logger LOG = System.getLogger(ClusterNode.class.getName());

    private static final int MOST_LANES = 4;

    /** The membership looks four times a second. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final NodeRuntime runtime;
    private final Slots slots;
    private final Bus bus;
    private final NodeContext context;
    private final Outlet outlet;
    private final Inlet inlet;
    private final Health health;
    private final SlotTable table;
    private final Peers peers;
    private final Membership membership;
    private final NodeId self = NodeId.random();
    private volatile @Nullable Deliveries deliveries;
    private volatile @Nullable ClusterPresence presence;
    private volatile @Nullable SessionRelay relay;
    private long lookedAt;
    private volatile @Nullable MissedMessages missed;

    /**
     * A node that has not begun to connect.
     *
     * @param settings name the broker
     * @param own the application's own way to a broker, or null
     * @throws IllegalArgumentException when the URL or a setting cannot be used
     * @throws IllegalStateException when nothing here can speak with the broker
     */
    public ClusterNode(BusSettings settings, @Nullable BusProvider own, NodeRuntime runtime, NodeLifecycle lifecycle) {
        this.runtime = runtime;
        this.lookedAt = runtime.now();
        Incoming incoming = new Incoming();
        this.context = new NodeContext(settings, runtime.context(), incoming);
        this.bus = new BusLookup(own).create(settings, context);
        this.slots = new Slots(bus.channels());
        this.outlet = new Outlet(self, runtime);
        int lanes = Math.max(1, Math.min(MOST_LANES, Runtime.getRuntime().availableProcessors() / 2));
        this.inlet = new Inlet(self, slots, runtime, lanes, incoming);
        this.health = new Health(runtime, bus.toString());
        this.table = new SlotTable(slots, outlet, inlet, runtime, settings.required(), health::isUp);
        this.membership =
                new Membership(settings, slots, outlet, inlet, health, runtime, () -> presence, this::departed);
        this.peers = new Peers(slots, outlet, membership::isReady);
        lifecycle.onSweep(table::sweep);
        lifecycle.onStop(membership::leave);
    }

    /** Whom what the application says is told to. */
    public BroadcastPeers peers() {
        return peers;
    }

    /** Which topics' messages come here. */
    public TopicReadiness readiness() {
        return table;
    }

    /** Whom what comes is for; called before the start. */
    public void deliverTo(
            LocalBroadcaster broadcaster, ConnectionIndex connections, TopicRegistry topics, NodeLifecycle lifecycle) {
        MissedMessages telling = new MissedMessages(slots, topics, runtime);
        lifecycle.onSweep(telling::sweep);
        deliveries = new Deliveries(broadcaster, connections);
        missed = telling;
    }

    /** Keeps the presences of all nodes; called before the start, once at most. */
    public PresencePeers keep(PresenceTracker tracker) {
        ClusterPresence keeping =
                new ClusterPresence(tracker, outlet, runtime, health, () -> inlet.control(this::tick));
        presence = keeping;
        return keeping.peers();
    }

    private void tick() {
        ClusterPresence presences = presence;
        if (presences != null) {
            presences.tick();
        }
    }

    /** The other nodes, as those who serve clients that poll see them. */
    public SessionNodes sessionNodes() {
        return new OtherNodes(self, membership, outlet);
    }

    /** Who serves the requests of clients that poll whose session is on another node; called before the start. */
    public void relayBy(SessionRelay sessionRelay) {
        relay = sessionRelay;
    }

    private void departed(NodeId node) {
        SessionRelay relaying = relay;
        if (relaying != null) {
            relaying.departed(node);
        }
    }

    /** Begins to connect; returns at once. */
    public void start() {
        inlet.want(Slots.CONTROL);
        inlet.want(Slots.inbox(self));
        inlet.start(context.threads());
        bus.start();
        outlet.open(bus);
        outlet.subscribe(Slots.CONTROL, this::answered);
        outlet.subscribe(Slots.inbox(self), this::answered);
        outlet.flush();
    }

    /** Disconnects. The other nodes have been told before. */
    public void stop() {
        outlet.finish();
        runtime.faults().run("the end of the bus", bus::close);
        inlet.stop();
    }

    /** Whether the threads run that everything from other nodes depends on, unless they are not to. */
    public boolean isAlive() {
        return inlet.isAlive();
    }

    /** How it stands. */
    public ClusterStatus status() {
        ClusterPresence presences = presence;
        return new ClusterStatus(
                health.state().name().toLowerCase(Locale.ROOT),
                membership.isReady(),
                membership.present(),
                membership.isAlone(),
                membership.namesakes(),
                membership.strangers(),
                table.held(),
                presences == null ? 0 : presences.remoteEntries(),
                health.roundtripNanos());
    }

    private void answered(@Nullable Throwable refused) {
        if (refused == null) {
            inlet.control(membership::beat); // One that was sent before the channel was there has not come back.
        } else {
            runtime.counters().count(Counter.BUS_SUBSCRIPTIONS_REFUSED);
            LOG.log(Level.ERROR, "the broker refuses a channel without which there is no other node", refused);
        }
    }

    /** What comes from the bus. */
    private final class Incoming implements NodeContext.News, Inlet.Receiver {

        @Override
        public void received(String channel, byte[] message) {
            inlet.received(channel, message);
        }

        @Override
        public void connected() {
            health.connected();
            inlet.control(membership::look);
        }

        @Override
        public void disconnected(Throwable cause) {
            health.disconnected(cause);
            inlet.control(membership::look);
        }

        @Override
        public void received(String channel, Message message) {
            try {
                if (channel.equals(Slots.CONTROL)) {
                    membership.heard(message);
                }
                deliver(message);
            } catch (MalformedMessageException e) {
                runtime.counters().count(Counter.BUS_REFUSED);
                runtime.log().log(
                        LOG,
                        Level.WARNING,
                        "messages on the bus of kind " + message.kind() + " that cannot be read",
                        () -> "a message on the bus cannot be read: " + e.getMessage());
            }
        }

        @Override
        public void returned(Envelope own) {
            if (own.kind() == Kind.BEAT) {
                membership.returned(own.number());
            }
        }

        @Override
        public void missed(String channel, long number) {
            int slot = slots.slot(channel);
            MissedMessages telling = missed;
            if (slot >= 0 && telling != null) {
                telling.add(slot);
            }
        }

        @Override
        public void tick() {
            long now = runtime.now();
            if (now - lookedAt >= LOOK_NANOS) {
                lookedAt = now;
                membership.tick();
            }
            ClusterNode.this.tick();
            outlet.flush(); // What has been held back may have room by now.
        }
    }

    private void deliver(Message message) throws MalformedMessageException {
        Deliveries to = Objects.requireNonNull(deliveries, "set before the start");
        switch (message.kind()) {
            case BROADCAST -> to.broadcast(message);
            case DISCONNECT -> to.disconnect(message);
            case DELTA, WANT, MORE, SNAP -> {
                ClusterPresence presences = presence;
                if (presences != null) {
                    presences.heard(message);
                }
            }
            case LONG_POLL, LONG_POLL_ANSWER, LONG_POLL_FATE -> {
                SessionRelay relaying = relay;
                if (relaying != null) {
                    relaying.heard(message);
                }
            }
            default -> {
                // About the nodes themselves, and dealt with.
            }
        }
    }
}
