package org.garuda.channels.core.internal.cluster;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.garuda.channels.config.BusSettings;
import org.garuda.channels.core.internal.bus.BodyReader;
import org.garuda.channels.core.internal.bus.BodyWriter;
import org.garuda.channels.core.internal.bus.Inlet;
import org.garuda.channels.core.internal.bus.Kind;
import org.garuda.channels.core.internal.bus.MalformedMessageException;
import org.garuda.channels.core.internal.bus.Message;
import org.garuda.channels.core.internal.bus.NodeId;
import org.garuda.channels.core.internal.bus.Outlet;
import org.garuda.channels.core.internal.bus.Slots;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.logging.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Who the other nodes are, and that they hear of this one: beats twice a second, a greeting whenever the bus is there
 * again, a goodbye at the stop. Used by the thread that takes in what concerns all nodes; what it shows may be asked for
 * by anybody.
 */
final class Membership {

    private static final System.Logger LOG = System.getLogger(Membership.class.getName());

    static final Duration BEAT = Duration.ofMillis(500);

    /** A beat may be this much early, so that it does not wait for the turn after next. */
    private static final long EARLY_NANOS = BEAT.toNanos() / 4;

    /** So often a greeting goes before the beat, for those who came later. */
    private static final int BEATS_BETWEEN_GREETINGS = 10;

    /** By then every other node that works has been heard: two of its beats. */
    private static final long READY_NANOS = 2 * BEAT.toNanos();

    /** Own beats that follow each other more closely, as after a connection, tell nothing new of the others. */
    private static final long COUNTED_NANOS = BEAT.toNanos() / 2;

    private static final int VERSION = 1;
    private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String name;
    private final boolean required;
    private final long digest;
    private final Outlet outlet;
    private final Inlet inlet;
    private final Health health;
    private final NodeRuntime runtime;
    private final Members members;
    private final Supplier<@Nullable ClusterPresence> presence;
    private final Consumer<NodeId> departed;
    private final Set<NodeId> differing = new HashSet<>();
    private int beats;
    private long beatAt;
    private boolean heardItself;
    private long heardItselfSince;
    private long countedAt;
    private long accompaniedAt;
    private volatile Set<NodeId> there = Set.of();
    private volatile boolean left;
    private volatile boolean ready;
    private volatile boolean alone;
    private volatile int present;
    private volatile int namesakes;
    private volatile int strangers;

    Membership(
            BusSettings settings,
            Slots slots,
            Outlet outlet,
            Inlet inlet,
            Health health,
            NodeRuntime runtime,
            Supplier<@Nullable ClusterPresence> presence,
            Consumer<NodeId> departed) {
        this.name = settings.name().isEmpty() ? NodeName.ofThisProcess() : settings.name();
        this.required = settings.required();
        this.digest = (long) VERSION << 32 | slots.number();
        this.outlet = outlet;
        this.inlet = inlet;
        this.health = health;
        this.runtime = runtime;
        this.presence = presence;
        this.departed = departed;
        long beats = (settings.deadAfter().toMillis() + BEAT.toMillis() - 1) / BEAT.toMillis();
        this.members = new Members(name, (int) Math.min(beats, Integer.MAX_VALUE / 2));
        this.accompaniedAt = runtime.now();
        this.beatAt = runtime.now() - BEAT.toNanos();
    }

    boolean isReady() {
        return ready && !(required && !health.isUp());
    }

    /** Whether another node would hear what it is told. */
    boolean reaches(NodeId node) {
        return !left && health.isUp() && there.contains(node);
    }

    int present() {
        return present;
    }

    int namesakes() {
        return namesakes;
    }

    int strangers() {
        return strangers;
    }

    boolean isAlone() {
        return alone;
    }

    /** This node stops: the others forget it at once. Any thread. */
    void leave() {
        left = true;
        ready = false;
        outlet.sendOwn(Slots.CONTROL, Kind.BYE, new byte[0]);
        outlet.sendOwn(Slots.CONTROL, Kind.BYE, new byte[0]);
    }

    /**
     * Four times a second. Beats go by time, not by turns: a process that stood still is heard again at its first turn.
     */
    void tick() {
        look();
        if (runtime.now() - beatAt >= BEAT.toNanos() - EARLY_NANOS) {
            if (++beats % BEATS_BETWEEN_GREETINGS == 0) {
                greet();
            }
            beat();
        }
        lookAround();
    }

    /** Something has been heard of the connection. */
    void look() {
        if (health.look()) {
            greet();
            beat();
        }
    }

    private void greet() {
        if (!left) {
            outlet.sendOwn(
                    Slots.CONTROL,
                    Kind.HELLO,
                    new BodyWriter(16 + name.length()).text(name).fixed(digest).toBytes());
        }
    }

    /** Tells that this node is there. */
    void beat() {
        beatAt = runtime.now();
        if (!left) {
            health.beat();
            ClusterPresence presences = presence.get();
            outlet.sendOwn(
                    Slots.CONTROL,
                    Kind.BEAT,
                    new BodyWriter(18)
                            .number(presences == null ? 0 : presences.version())
                            .fixed(digest)
                            .toBytes());
        }
    }

    /** An own beat has come back. */
    void returned(long number) {
        if (!health.returned(number)) {
            return;
        }
        long now = runtime.now();
        if (!heardItself) {
            heardItself = true;
            heardItselfSince = now;
            countedAt = now - COUNTED_NANOS;
        }
        if (now - countedAt >= COUNTED_NANOS) {
            countedAt = now;
            tell(members.returned(health.takeInterrupted()));
        }
        ClusterPresence presences = presence.get();
        boolean complete = presences == null || presences.isComplete();
        if (!ready && !left && complete && now - heardItselfSince >= READY_NANOS) {
            ready = true;
        }
    }

    /**
     * A message of another node that concerns all of them.
     *
     * @throws MalformedMessageException when it cannot be read
     */
    void heard(Message message) throws MalformedMessageException {
        NodeId node = message.node();
        if (message.kind() == Kind.BYE) {
            tell(members.left(node));
            return;
        }
        BodyReader body = message.body();
        if (message.kind() == Kind.HELLO) {
            tell(members.heard(node, body.text()));
            compare(node, body.fixed());
            return;
        }
        tell(members.heard(node));
        if (message.kind() == Kind.BEAT) {
            long version = body.number();
            compare(node, body.fixed());
            step(new PresenceSync.Beat(node, version));
        }
    }

    private void step(PresenceSync.Input input) {
        ClusterPresence presences = presence.get();
        if (presences != null) {
            presences.step(input);
        }
    }

    /** A node that divides topics otherwise sends its messages where nobody here listens. */
    private void compare(NodeId node, long itsDigest) {
        if (itsDigest != digest && differing.add(node)) {
            strangers = differing.size();
            LOG.log(
                    Level.WARNING,
                    "another node ({0}) divides the topics otherwise than this one does, so that neither hears all that"
                            + " the other says: use the same release, and the same kind of broker, on all nodes",
                    node);
        }
    }

    private void tell(List<Members.Event> events) {
        there = events.isEmpty() ? there : members.there(); // Before anybody is told, who may ask.
        for (Members.Event event : events) {
            if (event.change() == Members.Change.GONE || event.change() == Members.Change.LEFT) {
                differing.remove(event.node());
                strangers = differing.size();
                departed.accept(event.node());
            }
            if (event.change() == Members.Change.LEFT) {
                inlet.forget(event.node());
            }
            step(
                    switch (event.change()) {
                        case APPEARED, RETURNED -> new PresenceSync.Appeared(event.node());
                        case GONE -> new PresenceSync.Gone(event.node());
                        case LEFT -> new PresenceSync.Left(event.node());
                    });
            LOG.log(
                    event.change() == Members.Change.GONE ? Level.WARNING : Level.INFO,
                    "another node{0} {1} ({2})",
                    event.name().isEmpty() ? "" : ", " + Printable.of(event.name()) + ",",
                    switch (event.change()) {
                        case APPEARED -> "is there";
                        case RETURNED -> "is back";
                        case GONE -> "is silent, and counts as gone";
                        case LEFT -> "has stopped";
                    },
                    event.node());
        }
    }

    private void lookAround() {
        present = members.present();
        int same = members.namesakes();
        if (same > namesakes) {
            LOG.log(
                    Level.WARNING,
                    "{0} other nodes are called {1}, as this one is; give each its own name (channels.bus.name)",
                    same,
                    Printable.of(name));
        }
        namesakes = same;
        long now = runtime.now();
        if (present > 0 || !health.isUp()) {
            accompaniedAt = now;
            alone = false;
        } else if (!alone && now - accompaniedAt >= ALONE_NANOS) {
            alone = true;
            LOG.log(
                    Level.WARNING,
                    "no other node has been on the bus for a minute; if there is to be one, it may have another broker,"
                            + " as servers with an embedded one do, or another prefix (channels.bus.prefix)");
        }
    }
}
