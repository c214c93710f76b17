package org.garuda.channels.core.internal.bus;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.metrics.Counter;

/**
 * Everything that comes from the bus: read, looked through for repeats and gaps, and put into a lane. What concerns all
 * nodes has a lane of its own, so that no fan-out makes a node look dead. Safe for use by any thread; nothing waits.
 */
public final class Inlet {

    static final int MOST_WAITING = 65_536;
    static final long MOST_WAITING_BYTES = 32 << 20;

    /** Whom it is all for; called by the lanes' threads but for what is missing. */
    public interface Receiver {

        /** A message of another node; those of a channel one after the other. */
        void received(String channel, Message message);

        /** A message of this node, which went through the broker and is back; on the control channel alone. */
        void returned(Envelope own);

        /** Messages of a channel are missing. Any thread, the broker's too; must not block. */
        void missed(String channel, long number);

        /** Called forty times a second by the thread that takes in what concerns all nodes. */
        void tick();
    }

    private static final System.Logger LOG = System.getLogger(Inlet.class.getName());
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final NodeId self;
    private final Slots slots;
    private final NodeRuntime runtime;
    private final Receiver receiver;
    private final Lane control;
    private final Lane[] data;
    private final InboundBudget parts = new InboundBudget(MOST_WAITING, MOST_WAITING_BYTES);
    private final Map<String, Arrivals> wanted = new ConcurrentHashMap<>();

    /** @param lanes how many threads deliver what is for topics, from one to four */
    public Inlet(NodeId self, Slots slots, NodeRuntime runtime, int lanes, Receiver receiver) {
        this.self = self;
        this.slots = slots;
        this.runtime = runtime;
        this.receiver = receiver;
        InboundBudget waiting = new InboundBudget(MOST_WAITING, MOST_WAITING_BYTES);
        this.control = new Lane(
                new InboundBudget(MOST_WAITING, MOST_WAITING_BYTES), runtime.faults(), receiver::tick, TICK_NANOS);
        this.data = IntStream.range(0, lanes)
                .mapToObj(i -> new Lane(waiting, runtime.faults(), () -> {}, TimeUnit.SECONDS.toNanos(1)))
                .toArray(Lane[]::new);
    }

    /** Begins to take in. */
    public void start(ThreadFactory threads) {
        lanes().forEach(lane -> lane.start(threads));
    }

    /** Takes nothing in any more; what is being delivered is waited for, but not for long. */
    public void stop() {
        lanes().forEach(Lane::stop);
        wanted.values().forEach(Arrivals::clear);
    }

    /** Whether all its threads run, unless they are not to. */
    public boolean isAlive() {
        return lanes().allMatch(Lane::isAlive);
    }

    private Stream<Lane> lanes() {
        return Stream.concat(Stream.of(control), Stream.of(data));
    }

    /** A channel's messages are wanted. */
    public void want(String channel) {
        wanted.putIfAbsent(channel, new Arrivals(parts));
    }

    /** A channel's messages are no longer wanted, be it that some still come. */
    public void forget(String channel) {
        Arrivals gone = wanted.remove(channel);
        if (gone != null) {
            gone.clear();
        }
    }

    /** A node will not be heard of again. */
    public void forget(NodeId node) {
        wanted.values().forEach(arrivals -> arrivals.forget(node));
    }

    /** Does something in its turn among what concerns all nodes; false when too much waits. */
    public boolean control(Runnable action) {
        return control.offer(action, 0);
    }

    /** A message of a channel; the array is ours from now on. */
    public void received(String channel, byte[] bytes) {
        Arrivals arrivals = wanted.get(channel);
        if (arrivals == null) {
            return;
        }
        Envelope envelope;
        try {
            envelope = Envelope.read(bytes);
        } catch (Envelope.RefusedException e) {
            refuse(e);
            return;
        }
        if (envelope.node().equals(self)) {
            takeOwn(channel, envelope);
            return;
        }
        Arrivals.Arrival arrival = arrivals.add(envelope);
        if (arrival.repeat()) {
            runtime.counters().count(Counter.BUS_REPEATS);
            return;
        }
        tellMissed(channel, arrival.missed());
        Message whole = arrival.whole();
        if (whole != null) {
            runtime.counters().count(Counter.BUS_RECEIVED);
            if (!lane(channel).offer(() -> receiver.received(channel, whole), whole.bytes())) {
                runtime.counters().count(Counter.BUS_DROPPED_IN);
                tellMissed(channel, 1);
            }
        }
    }

    private void takeOwn(String channel, Envelope envelope) {
        if (channel.equals(Slots.CONTROL)) {
            control.offer(() -> receiver.returned(envelope), 0);
        }
    }

    private void tellMissed(String channel, long number) {
        if (number > 0 && !Slots.isInbox(channel)) { // Inboxes share their numbers, and what they miss is wanted again.
            boolean ofTopics = slots.slot(channel) >= 0;
            runtime.counters().count(ofTopics ? Counter.BUS_GAPS : Counter.BUS_CONTROL_GAPS, number);
            receiver.missed(channel, number);
        }
    }

    private Lane lane(String channel) {
        int slot = slots.slot(channel);
        return slot < 0 ? control : data[slot % data.length];
    }

    private void refuse(Envelope.RefusedException e) {
        runtime.counters().count(Counter.BUS_REFUSED);
        runtime.log().log(
                LOG,
                Level.WARNING,
                "messages on the bus that are " + e.refusal(),
                () -> "a message on the bus is not taken: " + e.getMessage()
                        + (e.refusal() == Envelope.Refusal.UNKNOWN
                                ? "; a node of a later version may have sent it"
                                : "; something else than this application may use the same prefix"
                                        + " (channels.bus.prefix)"));
    }
}
