package org.garuda.channels.core.internal.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.garuda.channels.config.BusSettings;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.core.internal.bus.Envelope;
import org.garuda.channels.core.internal.bus.Inlet;
import org.garuda.channels.core.internal.bus.Kind;
import org.garuda.channels.core.internal.bus.MalformedMessageException;
import org.garuda.channels.core.internal.bus.Message;
import org.garuda.channels.core.internal.bus.NodeId;
import org.garuda.channels.core.internal.bus.Outlet;
import org.garuda.channels.core.internal.bus.Slots;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.fixture.QuietBus;
import org.garuda.channels.core.internal.presence.NodeDelta;
import org.garuda.channels.core.internal.presence.PresencePeers;
import org.garuda.channels.core.internal.tracker.WatchedPresence;
import org.jspecify.annotations.Nullable;

/** One node of the model: the real presences, membership and synchronisation, on the model's bus and without threads. */
final class ModelNode {

    private static final Set<Kind> PRESENCE = EnumSet.of(Kind.DELTA, Kind.WANT, Kind.MORE, Kind.SNAP);
    private static final int TICK_MILLIS = 50;
    private static final int LOOK_MILLIS = 250;
    private static final int TICKS_BETWEEN_TIMED = 10;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final NodeId self;
    private final String id;
    private final String inbox;
    private final ModelSchedule schedule;
    private final ModelBroker broker;
    private final ModelJudge judge;
    private final ModelMutant mutant;
    private final WatchedPresence presence;
    private final WatchedPresence.Told told;
    private final Map<NodeId, Long> controlNumbers = new HashMap<>();
    private final Map<NodeId, Long> inboxNumbers = new HashMap<>();
    private final List<Runnable> whilePaused = new ArrayList<>();
    private final Members byTimer = new Members("", 5);
    private @Nullable Health health;
    private @Nullable Membership membership;
    private @Nullable ClusterPresence keeping;
    private boolean connected;
    private boolean wasConnected;
    private boolean linked;
    private boolean paused;
    private boolean alive = true;
    private boolean tickWaits;
    private int ticks;
    private long lookedAt;

    ModelNode(
            String label,
            NodeId self,
            ModelSchedule schedule,
            ModelBroker broker,
            ModelJudge judge,
            ModelMutant mutant) {
        this.self = self;
        this.id = label + "/" + self;
        this.inbox = Slots.inbox(self);
        this.schedule = schedule;
        this.broker = broker;
        this.judge = judge;
        this.mutant = mutant;
        this.told = judge.clientOf(id());
        presence = new WatchedPresence(() -> schedule.now() * NANOS_PER_MILLI);
        presence.tell(this::join);
        broker.attach(this);
        schedule.in(1, this::ticking);
    }

    private PresencePeers join(NodeRuntime runtime) {
        Outlet outlet = new Outlet(self, runtime);
        BusSettings settings = NodeSettings.defaults().bus();
        Inlet inlet = new Inlet(self, new Slots(1), runtime, 1, new Deaf());
        health = new Health(runtime, "the model's broker");
        ClusterPresence presences = new ClusterPresence(presence.tracker(), outlet, runtime, health, () -> {});
        keeping = presences;
        membership =
                new Membership(settings, new Slots(1), outlet, inlet, health, runtime, () -> presences, node -> {});
        outlet.open(new ModelBus());
        PresencePeers peers = presences.peers();
        return new PresencePeers() {
            @Override
            public void changed(NodeDelta delta) {
                judge.changed(id(), delta);
                peers.changed(delta);
            }

            @Override
            public void gone() {
                membership().leave();
            }
        };
    }

    String id() {
        return id;
    }

    WatchedPresence presence() {
        return presence;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isReady() {
        return membership().isReady() && keeping != null && keeping.isComplete();
    }

    /** Whether its client library takes this node to be connected. */
    boolean isConnected() {
        return connected;
    }

    /** Whether it is. */
    boolean isLinked() {
        return linked;
    }

    boolean wants(String channel) {
        return channel.equals(Slots.CONTROL) || channel.equals(inbox);
    }

    void live(Random random) {
        if (alive && !paused) {
            presence.live(random);
            read();
        }
    }

    /** The process stands still; what is sent to it waits. */
    void pause(long millis) {
        paused = true;
        schedule.in(millis, () -> {
            paused = false;
            List<Runnable> late = List.copyOf(whilePaused);
            whilePaused.clear();
            late.forEach(this::run);
        });
    }

    void kill() {
        alive = false;
        broker.detach(this);
    }

    /** Stops in order: says goodbye, and closes its clients after that. */
    void stop() {
        presence.close();
        kill();
    }

    void close() {
        alive = false;
        presence.close();
    }

    void disconnected() {
        connected = false;
        linked = false;
        if (mutant != ModelMutant.NO_GRACE) {
            run(() -> {
                health().disconnected(new IOException("the model's broker is away"));
                membership().look();
            });
        }
    }

    void halfOpen() {
        linked = false;
    }

    void connected() {
        connected = true;
        linked = true;
        if (mutant == ModelMutant.NO_GRACE && wasConnected) {
            return;
        }
        wasConnected = true;
        run(() -> {
            health().connected();
            membership().look();
        });
    }

    void received(ModelBroker.Letter letter) {
        run(() -> {
            try {
                take(letter);
            } catch (Envelope.RefusedException | MalformedMessageException e) {
                judge.violated(id() + " cannot read a message: " + e);
            }
            read();
        });
    }

    private void take(ModelBroker.Letter letter) throws Envelope.RefusedException, MalformedMessageException {
        Envelope envelope = Envelope.read(letter.message());
        Message message = new Message(envelope, List.of(envelope));
        boolean own = envelope.node().equals(self);
        Map<NodeId, Long> numbers = letter.channel().equals(inbox) ? inboxNumbers : controlNumbers;
        boolean repeat = envelope.number() <= numbers.getOrDefault(envelope.node(), -1L);
        if (repeat && !own && mutant == ModelMutant.REPEATS_AS_LIFE && envelope.kind() == Kind.BEAT) {
            membership().heard(message);
        }
        if (repeat && mutant != ModelMutant.NUMBERS_IGNORED) {
            return;
        }
        numbers.put(envelope.node(), envelope.number());
        if (own) {
            if (envelope.kind() == Kind.BEAT && letter.channel().equals(Slots.CONTROL)) {
                membership().returned(envelope.number());
            }
            return;
        }
        byTimer.heard(envelope.node());
        if (letter.channel().equals(Slots.CONTROL)) {
            membership().heard(message);
        }
        if (PRESENCE.contains(envelope.kind())) {
            keeping().heard(message);
        }
    }

    private void ticking() {
        if (alive) {
            schedule.in(TICK_MILLIS, this::ticking);
            if (!tickWaits) {
                tickWaits = true; // Those that were due while the process stood still are one.
                run(this::tick);
            }
        }
    }

    private void tick() {
        tickWaits = false;
        if (schedule.now() - lookedAt >= LOOK_MILLIS) {
            lookedAt = schedule.now();
            membership().tick();
        }
        if (++ticks % TICKS_BETWEEN_TIMED == 0 && mutant == ModelMutant.SILENCE_BY_TIMER) {
            byTimer.returned(false).forEach(event -> keeping().step(new PresenceSync.Gone(event.node())));
        }
        keeping().tick();
        read();
    }

    private void read() {
        presence.read(told);
    }

    private void run(Runnable action) {
        if (!alive) {
            return;
        }
        if (paused) {
            whilePaused.add(action);
        } else {
            action.run();
        }
    }

    private Health health() {
        return Objects.requireNonNull(health);
    }

    private Membership membership() {
        return Objects.requireNonNull(membership);
    }

    private ClusterPresence keeping() {
        return Objects.requireNonNull(keeping);
    }

    /** The model brings the messages itself, in its own time. */
    private static final class Deaf implements Inlet.Receiver {
        @Override
        public void received(String channel, Message message) {}

        @Override
        public void returned(Envelope own) {}

        @Override
        public void missed(String channel, long number) {}

        @Override
        public void tick() {}
    }

    private final class ModelBus extends QuietBus {
        @Override
        public boolean publish(String channel, byte[] message) {
            return broker.publish(ModelNode.this, new ModelBroker.Letter(channel, message));
        }
    }
}
