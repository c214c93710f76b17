package org.garuda.channels.tck.bus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.spi.BusProvider;
import org.junit.jupiter.api.AfterEach;

/** What the claims of the {@link BusContract} are tried with: a broker, buses that are closed after each test, their threads. */
abstract class BusRig {

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private final List<AutoCloseable> toClose = new ArrayList<>();

    /** The broker, which runs. */
    protected abstract Broker broker();

    /** The URL of a broker on 127.0.0.1, with user and password if it asks for them. */
    protected abstract URI url(int port);

    /** What makes the bus. */
    protected abstract BusProvider provider();

    /** Whether a thread that there is after the end is somebody else's: the broker's, if it is in this process. */
    protected boolean isOfOthers(Thread thread) {
        return thread.getName().equals("relay");
    }

    @AfterEach
    final void closeAll() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
    }

    /** A bus and what it tells. */
    protected record Node(Bus bus, RecordingContext context) {}

    /** A prefix that no other test has. */
    protected static String prefix() {
        return "app" + PREFIXES.incrementAndGet() + "."
                + ProcessHandle.current().pid();
    }

    /** A bus that is not started; closed after the test. */
    protected final Node node(String prefix, int port) {
        RecordingContext context = new RecordingContext(prefix);
        Node node = new Node(provider().create(url(port), context), context);
        toClose.add(node.bus);
        return node;
    }

    /** A bus that is connected to the broker itself; closed after the test. */
    protected final Node connected(String prefix) {
        Node node = node(prefix, broker().port());
        node.bus.start();
        node.context.awaitConnected(1);
        return node;
    }

    /** Waits for a stage. */
    protected static void await(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** A message of a publisher. */
    static byte[] numbered(int publisher, int number) {
        return ByteBuffer.allocate(8).putInt(publisher).putInt(number).array();
    }

    /** The threads that may be of a bus. */
    final Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !isOfOthers(thread))
                .collect(Collectors.toSet());
    }

    /** Those that have come since. */
    final Set<Thread> left(Set<Thread> before) {
        Set<Thread> left = threads();
        left.removeAll(before);
        return left;
    }

    /** Waits until the threads that have come since have ended. */
    final void awaitEndOfAllSince(Set<Thread> before) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!left(before).isEmpty()) {
            assertTrue(System.nanoTime() - deadline < 0, () -> "threads that live on: " + left(before));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
