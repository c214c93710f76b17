package org.garuda.channels.benchmarks.presence;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.garuda.channels.benchmarks.metrics.ProcessMeter;
import org.jspecify.annotations.Nullable;

/**
 * Many clients join one topic, by the clock and whatever becomes of those before (an open loop). They are connected
 * beforehand, and stay until the end.
 */
final class Joining implements Newcomer.Listener, AutoCloseable {

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(5);

    /**
     * What came of it.
     *
     * @param joins how many were answered
     * @param seconds from the first join to the last answer and list
     * @param serverCpu CPU seconds of the server, from the first join until nothing more came
     * @param answered microseconds from when a join was due to its answer
     * @param listed the same to the list
     * @param messages how many messages of each kind came to all clients together
     * @param bytes how many bytes
     * @param lost how many connections the server ended, and why the first one
     */
    record Result(
            int joins,
            double seconds,
            double serverCpu,
            Histogram answered,
            Histogram listed,
            Map<Newcomer.Kind, Long> messages,
            Map<Newcomer.Kind, Long> bytes,
            int lost,
            @Nullable String firstLost) {}

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final List<Newcomer> clients = new ArrayList<>();
    private final Histogram answered = new Histogram(LONGEST_MICROS, 3);
    private final Histogram listed = new Histogram(LONGEST_MICROS, 3);
    private final Map<Newcomer.Kind, Long> messages = new EnumMap<>(Newcomer.Kind.class);
    private final Map<Newcomer.Kind, Long> bytes = new EnumMap<>(Newcomer.Kind.class);
    private int open;
    private int lost;
    private @Nullable String firstLost;
    private long lastHeard;

    /** Connects the clients. */
    Joining(InetSocketAddress server, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            clients.add(new Newcomer(server, selector, this));
            turn(0);
        }
        long start = System.nanoTime();
        while (open < count) {
            turn(10);
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("only " + open + " of " + count + " clients are connected");
            }
        }
    }

    /** Joins, and returns when nothing has come for a second. */
    Result run(String topic, boolean list, double seconds, ProcessMeter server) throws IOException {
        double cpuBefore = server.cpuSeconds();
        long start = System.nanoTime();
        long period = (long) (seconds * 1e9 / clients.size());
        for (int i = 0; i < clients.size(); i++) {
            long due = start + i * period;
            while (System.nanoTime() - due < 0) {
                turn(1);
            }
            clients.get(i).dueAt = due;
            clients.get(i).join(topic, "user-" + i, list);
            turn(0);
        }
        lastHeard = System.nanoTime();
        int lists = list ? clients.size() : 0;
        while (answered.getTotalCount() + lost < clients.size()
                || listed.getTotalCount() + lost < lists
                || System.nanoTime() - lastHeard < QUIET_NANOS) {
            turn(10);
            if (System.nanoTime() - lastHeard > PATIENCE_NANOS) {
                break;
            }
        }
        return new Result(
                (int) answered.getTotalCount(),
                (lastHeard - start) / 1e9,
                server.cpuSeconds() - cpuBefore,
                answered,
                listed,
                messages,
                bytes,
                lost,
                firstLost);
    }

    private void turn(long waitMillis) throws IOException {
        if (waitMillis == 0) {
            selector.selectNow(this::ready);
        } else {
            selector.select(this::ready, waitMillis);
        }
    }

    private void ready(SelectionKey key) {
        ((Newcomer) key.attachment()).read(buffer);
    }

    @Override
    public void open(Newcomer newcomer) {
        open++;
    }

    @Override
    public void heard(Newcomer newcomer, Newcomer.Kind kind, long size) {
        lastHeard = System.nanoTime();
        messages.merge(kind, 1L, Long::sum);
        bytes.merge(kind, size, Long::sum);
        long micros = Math.max(0, (lastHeard - newcomer.dueAt) / 1000);
        switch (kind) {
            case REPLY -> answered.recordValue(Math.min(micros, LONGEST_MICROS));
            case LIST -> listed.recordValue(Math.min(micros, LONGEST_MICROS));
            case DIFF -> {
                // Only counted.
            }
        }
    }

    @Override
    public void lost(Newcomer newcomer, String why) {
        lost++;
        firstLost = firstLost == null ? why : firstLost;
    }

    @Override
    public void close() throws IOException {
        clients.forEach(Newcomer::close);
        selector.close();
    }
}
