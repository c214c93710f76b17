package org.garuda.channels.core.internal.bus;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.garuda.channels.core.internal.execution.FaultBarrier;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.execution.SerialBatchExecutor;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.metrics.Counters;
import org.garuda.channels.spi.Bus;
import org.jspecify.annotations.Nullable;

/**
 * Everything that this node asks of the bus, in the order in which it asks: one thread at a time, under no lock. It
 * numbers the messages of each channel, and cuts those that are too large. Safe for use by any thread; nothing waits.
 *
 * <p>A message that is not taken has had its number all the same, so that the other nodes know that they miss it.
 */
public final class Outlet {

    static final int MOST_WAITING = 10_000;
    static final long MOST_WAITING_BYTES = 16 << 20;

    /** The largest message of those that can wait. */
    public static final int MOST_BEHIND_BYTES = (int) (MOST_WAITING_BYTES / 2);

    /** More than that of what the bus may hold is for what cannot wait. */
    private static final double CROWDED = 0.25;

    private static final long TURN_BYTES = MOST_WAITING_BYTES / 4;
    private static final long MOST_FINISHING_MILLIS = 1_000;

    /** Parts of a larger message would not fit into what may wait on the other side. */
    static final int MOST_MESSAGE_BYTES = 16 << 20;

    /** What is done in its turn; the bus of a node is known before anything is. */
    private interface Call {
        void make(Bus bus);
    }

    private final NodeId self;
    private final Counters counters;
    private final FaultBarrier faults;
    private final SerialBatchExecutor turns;

    @GuardedBy("this")
    private List<Call> waiting = new ArrayList<>();

    /** How many of those that wait are messages of the application. */
    @GuardedBy("this")
    private int waitingMessages;

    @GuardedBy("this")
    private long waitingBytes;

    /** What can wait for all others. */
    @GuardedBy("this")
    private final Backlog<Call> behind = new Backlog<>(MOST_WAITING, MOST_WAITING_BYTES);

    /** How many messages of each channel found no room. */
    @GuardedBy("this")
    private Map<String, Long> lost = new HashMap<>();

    /** The last number of each channel; only whoever has the turn looks at it. */
    private final Map<String, Long> numbers = new HashMap<>();

    private volatile @Nullable Bus bus;
    private volatile boolean crowded;
    private volatile boolean anyBehind;

    /** @param self whose messages these are */
    public Outlet(NodeId self, NodeRuntime runtime) {
        this.self = self;
        this.counters = runtime.counters();
        this.faults = runtime.faults();
        this.turns = new SerialBatchExecutor(this, new Calls(), runtime, "a call of the bus", () -> {});
    }

    /** Where it all goes from now on; called once. */
    public void open(Bus newBus) {
        bus = newBus;
        flush();
    }

    /** Does what waits; called under no lock. */
    public void flush() {
        look(bus);
        turns.go(true);
    }

    /**
     * Waits until what has been sent before is with the bus, which is to be closed then; not for long. What waits even
     * then is lost, and counted; what another thread is just handing over counts itself, whatever becomes of it.
     */
    public void finish() {
        if (bus == null) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        add(to -> done.countDown());
        flush();
        try {
            // Another thread may have the turn, and be slow.
            if (!done.await(MOST_FINISHING_MILLIS, TimeUnit.MILLISECONDS)) {
                giveUp();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp() {
        long given;
        synchronized (this) {
            given = waitingMessages
                    + lost.values().stream().mapToLong(Long::longValue).sum();
            lost = new HashMap<>();
            clear();
        }
        counters.count(Counter.BUS_DROPPED_OUT, given);
    }

    @GuardedBy("this")
    private void clear() {
        waiting = new ArrayList<>();
        waitingMessages = 0;
        waitingBytes = 0;
    }

    /** Sends something that the application has said; it is lost, and counted, when there is no room. */
    public void send(String channel, Kind kind, byte[] body) {
        boolean fits = body.length <= MOST_MESSAGE_BYTES;
        synchronized (this) {
            if (fits && waiting.size() < MOST_WAITING && waitingBytes < MOST_WAITING_BYTES) {
                waitingMessages++;
                waitingBytes += body.length;
                waiting.add(to -> publish(to, channel, kind, body));
            } else {
                lost.merge(channel, 1L, Long::sum);
            }
        }
        flush();
    }

    private void look(@Nullable Bus to) {
        if (to != null && anyBehind) {
            faults.run("asking the bus how much waits", () -> crowded = to.load() > CROWDED);
        }
    }

    /**
     * Sends something that can wait: it stays behind everything else, and is held back while much waits for the broker,
     * so that it never takes the room of what the application says.
     *
     * @param body of at most {@link #MOST_BEHIND_BYTES}
     * @param sent is told whether the bus has taken it; on any thread, and must not block
     * @return false when too much waits already: nothing is sent or told
     */
    public boolean sendBehind(String channel, Kind kind, byte[] body, Consumer<Boolean> sent) {
        Call call = to -> {
            boolean taken = false;
            try {
                taken = publish(to, channel, kind, body, next(channel)) == parts(to, body);
            } finally {
                boolean told = taken;
                counters.count(Counter.BUS_DROPPED_OUT, taken ? 0 : 1);
                faults.run("telling that a message was sent", () -> sent.accept(told));
            }
        };
        synchronized (this) {
            if (body.length > MOST_BEHIND_BYTES || !behind.add(call, body.length)) {
                return false;
            }
            anyBehind = true;
        }
        flush();
        return true;
    }

    /** Sends something of the node's own, whatever waits; what is not taken is as if it had not been sent. */
    public void sendOwn(String channel, Kind kind, byte[] body) {
        add(to -> {
            long number = next(channel);
            if (publish(to, channel, kind, body, number) == 0) {
                numbers.put(key(channel), number - 1);
            }
        });
        flush();
    }

    /**
     * Wants a channel's messages, with the next {@link #flush}; may be called under a lock.
     *
     * @param done is told when they come, or why they never will; on any thread
     */
    public void subscribe(String channel, Consumer<@Nullable Throwable> done) {
        add(to -> {
            CompletionStage<Void> confirmed;
            try {
                confirmed = to.subscribe(channel);
            } catch (RuntimeException | Error e) {
                done.accept(e);
                throw e;
            }
            confirmed.whenComplete(
                    (none, refused) -> faults.run("a confirmation of the bus", () -> done.accept(refused)));
        });
    }

    /** No longer wants a channel's messages, with the next {@link #flush}; may be called under a lock. */
    public void unsubscribe(String channel) {
        add(to -> to.unsubscribe(channel));
    }

    private synchronized void add(Call call) {
        waiting.add(call);
    }

    private void publish(Bus to, String channel, Kind kind, byte[] body) {
        int parts = parts(to, body);
        boolean taken = publish(to, channel, kind, body, next(channel)) == parts;
        counters.count(taken ? Counter.BUS_SENT : Counter.BUS_DROPPED_OUT);
    }

    /** Tells how many parts were taken; none follows one that was not. */
    private int publish(Bus to, String channel, Kind kind, byte[] body, long number) {
        int room = room(to);
        int parts = parts(to, body);
        for (int part = 0; part < parts; part++) {
            int from = part * room;
            int end = Math.min(from + room, body.length);
            if (!to.publish(channel, Envelope.write(kind, self, number, part, parts, body, from, end))) {
                return part;
            }
        }
        return parts;
    }

    private static int room(Bus to) {
        return Math.max(to.maxMessageBytes() - Envelope.MOST_HEADER_BYTES, MOST_MESSAGE_BYTES / Envelope.MOST_PARTS);
    }

    private static int parts(Bus to, byte[] body) {
        return Math.max((body.length + room(to) - 1) / room(to), 1);
    }

    private void skip(String channel, long messages) {
        numbers.merge(key(channel), messages, Long::sum);
        counters.count(Counter.BUS_DROPPED_OUT, messages);
    }

    private long next(String channel) {
        return numbers.merge(key(channel), 1L, Long::sum);
    }

    /** All inboxes share their numbers, since what they miss is asked for again. */
    private static String key(String channel) {
        return Slots.isInbox(channel) ? "" : channel;
    }

    private final class Calls implements SerialBatchExecutor.Work {
        @Override
        @GuardedBy("Outlet.this")
        public boolean waits() {
            return bus != null && (!waiting.isEmpty() || !lost.isEmpty() || !crowded && !behind.isEmpty());
        }

        @Override
        @GuardedBy("Outlet.this")
        public Runnable take() {
            List<Call> calls = waiting;
            clear();
            if (!crowded) {
                calls.addAll(behind.take(MOST_WAITING / 4, TURN_BYTES));
                anyBehind = !behind.isEmpty();
            }
            Map<String, Long> missing = lost;
            lost = missing.isEmpty() ? missing : new HashMap<>();
            Bus to = Objects.requireNonNull(bus, "calls wait until there is a bus");
            return () -> {
                faults.forEach("a call of the bus", calls, call -> call.make(to));
                missing.forEach(Outlet.this::skip);
                look(to);
            };
        }
    }
}
