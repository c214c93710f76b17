package org.garuda.channels.tck.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.garuda.channels.tck.bus.BrokerProcess;
import org.garuda.channels.tck.cluster.broker.BrokerKind;
import org.garuda.channels.tck.cluster.client.Crowd;
import org.garuda.channels.tck.cluster.client.Load;
import org.garuda.channels.tck.cluster.client.Watcher;
import org.garuda.channels.tck.cluster.node.NodeProcess;
import org.garuda.channels.tck.kit.socket.EventLoop;
import org.jspecify.annotations.Nullable;

/** A broker, the nodes on it and their clients. What a run has broken is whole again before the next. Used by one thread. */
public final class Stage implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 60_000;
    private static final long SETTLING_MILLIS = 10_000;
    private static final int WARM_PRESENCES = 1_000;
    private static final int WARM_MILLIS = 10_000;

    private final BrokerKind kind;
    private final int rate;
    private final Path logs;
    private final int size;
    private BrokerProcess broker;
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
    private EventLoop loop = new EventLoop();
    private @Nullable Load load;
    private long[] processor = processor();

    Stage(BrokerKind kind, int size, int rate, Path logs) throws IOException, InterruptedException {
        this.kind = kind;
        this.size = size;
        this.rate = rate;
        this.logs = logs;
        this.broker = kind.start();
        heal();
        warm();
    }

    /** Virtual machines that have just begun are busy with their own compilers. */
    private void warm() throws IOException, InterruptedException {
        for (NodeProcess node : nodes) {
            watch(node, "crowd:warm");
            crowd(node, "crowd:warm", node.name(), WARM_PRESENCES);
        }
        startLoad();
        go(WARM_MILLIS);
        heal();
    }

    /** Every node is there and ready, without a client. */
    void heal() throws IOException, InterruptedException {
        clear();
        for (int i = 0; i < size; i++) {
            if (i == nodes.size()) {
                nodes.add(startNode((char) ('A' + i) + "", "tried"));
            } else if (!nodes.get(i).isAlive()) {
                nodes.get(i).close();
                nodes.set(i, startNode((char) ('A' + i) + "", "tried"));
            }
        }
        for (NodeProcess node : nodes) {
            node.awaitListening();
        }
        for (NodeProcess node : nodes) {
            node.awaitReady(size - 1);
        }
        processor = processor();
    }

    /**
     * Starts a node.
     *
     * @param name what it is called
     * @param prefix of all names on the broker
     * @return the node, which may not listen yet; whoever asked for it closes it
     * @throws IOException when it does not start
     */
    public NodeProcess startNode(String name, String prefix) throws IOException {
        return NodeProcess.start(kind.url(broker), name, prefix, logs);
    }

    /**
     * How the nodes are told of the broker.
     *
     * @return its URL
     */
    public String url() {
        return kind.url(broker);
    }

    /**
     * Which broker it is.
     *
     * @return its kind
     */
    public BrokerKind kind() {
        return kind;
    }

    /**
     * The broker.
     *
     * @return its process
     */
    public BrokerProcess broker() {
        return broker;
    }

    /**
     * A node.
     *
     * @param index from 0
     * @return its process
     */
    public NodeProcess node(int index) {
        return nodes.get(index);
    }

    /**
     * The nodes.
     *
     * @return all of them
     */
    public List<NodeProcess> nodes() {
        return List.copyOf(nodes);
    }

    /**
     * The numbers of the nodes.
     *
     * @return from 0
     */
    public List<Integer> all() {
        return IntStream.range(0, size).boxed().toList();
    }

    /**
     * Serves the clients of this run.
     *
     * @return a loop
     */
    public EventLoop loop() {
        return loop;
    }

    /**
     * Has something closed after the run.
     *
     * @param closed what
     * @param <T> its type
     * @return the same
     */
    public <T extends AutoCloseable> T closing(T closed) {
        toClose.push(closed);
        return closed;
    }

    /**
     * Numbered messages at the stated rate, from every node to every node, from now on.
     *
     * @return the load
     * @throws IOException when the clients cannot join
     */
    public Load startLoad() throws IOException {
        return startLoad(nodes());
    }

    /**
     * Numbered messages at the stated rate between some nodes, from now on.
     *
     * @param among the nodes
     * @return the load
     * @throws IOException when the clients cannot join
     */
    public Load startLoad(List<NodeProcess> among) throws IOException {
        Load started = closing(new Load(loop, among, rate));
        require("the publishers join", started::isJoined);
        started.start();
        load = started;
        processor = processor();
        return started;
    }

    /**
     * A watcher of a list on a node, which has it.
     *
     * @param node the node
     * @param topic the list's topic
     * @return the watcher
     * @throws IOException when it does not get the list
     */
    public Watcher watch(NodeProcess node, String topic) throws IOException {
        Watcher watcher = closing(new Watcher(loop, node.uri(), topic));
        require("a watcher gets the list", watcher::isComplete);
        return watcher;
    }

    /**
     * Presences on a node, which are there.
     *
     * @param node the node
     * @param topic the list's topic
     * @param prefix of their keys
     * @param count how many
     * @return the crowd
     * @throws IOException when they cannot join
     */
    public Crowd crowd(NodeProcess node, String topic, String prefix, int count) throws IOException {
        Crowd crowd = closing(new Crowd(loop, node, topic, prefix, count));
        require("a crowd comes", crowd::isAnswered);
        return crowd;
    }

    /**
     * Serves the clients, and publishes, until something holds.
     *
     * @param condition is asked often
     * @param millis how long at most
     * @return whether it holds
     */
    public boolean until(BooleanSupplier condition, long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            Load publishing = load;
            if (publishing != null) {
                publishing.tick();
            }
            loop.turn(1);
        }
        return true;
    }

    /**
     * Serves the clients, and publishes, for a while.
     *
     * @param millis how long
     */
    public void go(long millis) {
        until(() -> false, millis);
    }

    /**
     * Serves the clients until something holds that must before anything can be tried.
     *
     * @param what what it is
     * @param condition is asked often
     * @throws IOException when it does not hold in a minute
     */
    public void require(String what, BooleanSupplier condition) throws IOException {
        if (!until(condition, PATIENCE_MILLIS)) {
            throw new IOException("not in a minute: " + what);
        }
    }

    /**
     * A counter of all nodes together.
     *
     * @param fact its name
     * @return the sum
     * @throws IOException when a node does not answer
     * @throws InterruptedException when the thread is interrupted
     */
    public long sum(String fact) throws IOException, InterruptedException {
        long sum = 0;
        for (NodeProcess node : nodes) {
            sum += node.fact(fact);
        }
        return sum;
    }

    /**
     * Starts the broker again, while clients are served.
     *
     * @return when it takes connections, by {@link System#nanoTime}
     * @throws IOException when it does not
     */
    public long restartBroker() throws IOException {
        CompletableFuture<Long> listens = CompletableFuture.supplyAsync(() -> {
            try {
                broker.start();
                return System.nanoTime();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        require("the broker listens again", listens::isDone);
        return listens.join();
    }

    /**
     * Waits until a fact is so on all nodes, while clients are served.
     *
     * @param fact its name
     * @param value what it shall be
     * @param millis how long at most
     * @return whether it is
     */
    public boolean untilFact(String fact, long value, long millis) {
        long[] next = {0};
        return until(
                () -> {
                    if (System.nanoTime() < next[0]) {
                        return false;
                    }
                    next[0] = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
                    try {
                        for (NodeProcess node : nodes) {
                            if (node.fact(fact) != value) {
                                return false;
                            }
                        }
                        return true;
                    } catch (IOException e) {
                        return false;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return true;
                    }
                },
                millis);
    }

    /**
     * Publishes no more, waits for what is on its way, and says what holds after every failure: nothing came twice,
     * nothing came out of order, nobody was sent away.
     *
     * @param findings takes that
     * @param publishers nodes that publish to the end
     * @param subscribers nodes that live to the end
     */
    public void settle(Findings findings, List<Integer> publishers, List<Integer> subscribers) {
        Load ending = load;
        if (ending == null) {
            throw new IllegalStateException("nothing is published");
        }
        double seconds = ending.seconds();
        double idle = idle();
        ending.stop();
        boolean settled = until(() -> ending.isSettled(publishers, subscribers), SETTLING_MILLIS);
        findings.holds("newest messages get everywhere", settled);
        findings.none("delivered twice", ending.repeats());
        findings.none("out of order", ending.disordered());
        findings.none("clients sent away", ending.ended());
        findings.note(
                "%,d messages in %.1f s, the machine %.0f %% idle".formatted(ending.published(), seconds, 100 * idle));
    }

    private double idle() {
        long[] now = processor();
        return (double) (now[0] - processor[0]) / Math.max(1, now[1] - processor[1]);
    }

    /** Ticks in which no processor had anything to do, and all ticks. */
    private static long[] processor() {
        try {
            String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split("\\s+");
            long all = Arrays.stream(fields)
                    .skip(1)
                    .limit(8)
                    .mapToLong(Long::parseLong)
                    .sum();
            return new long[] {Long.parseLong(fields[4]) + Long.parseLong(fields[5]), all};
        } catch (IOException e) {
            return new long[] {0, 0};
        }
    }

    private void clear() throws IOException {
        load = null;
        while (!toClose.isEmpty()) {
            try {
                toClose.pop().close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        loop.close();
        loop = new EventLoop();
    }

    @Override
    public void close() throws IOException {
        clear();
        loop.close();
        nodes.forEach(NodeProcess::close);
        broker.close();
    }
}
