package org.garuda.channels.core.internal.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.garuda.channels.core.internal.bus.Inlet;
import org.garuda.channels.core.internal.bus.Outlet;
import org.garuda.channels.core.internal.bus.Slots;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.topic.TopicReadiness;
import org.jspecify.annotations.Nullable;

/**
 * Which slots' messages come to this node. A slot is asked for when somebody first joins one of its topics, and given
 * up when for five minutes none of them has had a subscriber. Safe for use by any thread.
 */
final class SlotTable implements TopicReadiness {

    private enum State {
        FREE,
        /** Asked for; the broker has not confirmed it. */
        ASKED,
        HELD
    }

    private static final System.Logger LOG = System.getLogger(SlotTable.class.getName());

    static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Who waits for longer is looked after by the sweep. */
    private static final long WAITING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final class Slot {
        @GuardedBy("this")
        private State state = State.FREE;

        @GuardedBy("this")
        private List<Runnable> waiting = List.of();

        @GuardedBy("this")
        private long since;

        @GuardedBy("this")
        private boolean refused;
    }

    private final Slots slots;
    private final Outlet outlet;
    private final Inlet inlet;
    private final NodeRuntime runtime;
    private final boolean required;
    private final BooleanSupplier healthy;
    private final Slot[] table;
    private final AtomicIntegerArray topics;
    private final AtomicLongArray used;

    /**
     * A table in which no slot is held.
     *
     * @param required whether nobody may join before other nodes' messages come
     * @param healthy whether the bus works
     */
    SlotTable(Slots slots, Outlet outlet, Inlet inlet, NodeRuntime runtime, boolean required, BooleanSupplier healthy) {
        this.slots = slots;
        this.outlet = outlet;
        this.inlet = inlet;
        this.runtime = runtime;
        this.required = required;
        this.healthy = healthy;
        this.table =
                IntStream.range(0, slots.number()).mapToObj(i -> new Slot()).toArray(Slot[]::new);
        this.topics = new AtomicIntegerArray(slots.number());
        this.used = new AtomicLongArray(slots.number());
    }

    @Override
    public boolean isReady(String topic, Runnable changed) {
        int number = slots.of(topic);
        boolean asks;
        Slot slot = table[number];
        synchronized (slot) {
            used.set(number, runtime.now());
            if (slot.state == State.HELD) {
                return !required || healthy.getAsBoolean();
            }
            asks = slot.state == State.FREE && !(slot.refused && runtime.now() - slot.since < REFUSED_NANOS);
            if (asks) {
                ask(number, slot);
            }
            if (slot.waiting.isEmpty()) {
                slot.waiting = new ArrayList<>(2);
            }
            slot.waiting.add(changed);
        }
        if (asks) {
            outlet.flush();
        }
        return false;
    }

    @Override
    public boolean isRequired() {
        return required;
    }

    @Override
    public void opened(String topic) {
        topics.incrementAndGet(slots.of(topic));
    }

    @Override
    public void closed(String topic) {
        int number = slots.of(topic);
        used.set(number, runtime.now());
        topics.decrementAndGet(number);
    }

    /** How many slots' messages come here. */
    int held() {
        return (int) Arrays.stream(table).filter(this::isHeld).count();
    }

    private boolean isHeld(Slot slot) {
        synchronized (slot) {
            return slot.state == State.HELD;
        }
    }

    /** Gives up what nobody needs any more; called by the sweep. */
    void sweep() {
        long now = runtime.now();
        boolean gaveUp = false;
        for (int number = 0; number < table.length; number++) {
            gaveUp |= sweep(number, table[number], now);
        }
        if (gaveUp) {
            outlet.flush();
        }
    }

    private boolean sweep(int number, Slot slot, long now) {
        synchronized (slot) {
            if (!slot.waiting.isEmpty() && now - slot.since > WAITING_NANOS) {
                slot.waiting = List.of(); // They have gone on without, or will be looked after by the sweep.
            }
            if (slot.state != State.HELD || topics.get(number) > 0 || now - used.get(number) < IDLE_NANOS) {
                return false;
            }
            slot.state = State.FREE;
            inlet.forget(slots.channel(number));
            outlet.unsubscribe(slots.channel(number)); // In the order of the states: under this lock.
            return true;
        }
    }

    @GuardedBy("slot")
    private void ask(int number, Slot slot) {
        slot.state = State.ASKED;
        slot.since = runtime.now();
        String channel = slots.channel(number);
        inlet.want(channel);
        outlet.subscribe(channel, refused -> answered(number, slot, refused));
    }

    private void answered(int number, Slot slot, @Nullable Throwable refused) {
        List<Runnable> waiting;
        synchronized (slot) {
            if (slot.state != State.ASKED) {
                return;
            }
            slot.state = refused == null ? State.HELD : State.FREE;
            slot.refused = refused != null;
            slot.since = runtime.now();
            waiting = slot.waiting;
            slot.waiting = List.of();
        }
        if (refused != null) {
            inlet.forget(slots.channel(number));
            runtime.counters().count(Counter.BUS_SUBSCRIPTIONS_REFUSED);
            runtime.log().log(
                    LOG,
                    Level.WARNING,
                    "channels that the broker refuses: " + refused.getClass().getName(),
                    () -> "the broker refuses a channel, so that other nodes' messages on some topics do not come here;"
                            + " may this user subscribe to channels with the prefix of channels.bus.prefix?",
                    refused);
        }
        // Never on this thread, which is the broker's client's: what waited may run handlers.
        waiting.forEach(
                resume -> runtime.executor().execute(() -> runtime.faults().run("a join that waited", resume)));
    }
}
