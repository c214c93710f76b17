package org.garuda.channels.tck.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.spi.BusProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What {@link Bus} and {@link org.garuda.channels.spi.BusContext} promise, tried on a real broker. A broker's module
 * inherits it, and brings the broker and the URL.
 */
@Timeout(60)
public abstract class BusContract {

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private static final int MOST_WAITING_MESSAGES = 10_000;
    private static final long MOST_WAITING_BYTES = 16L << 20;

    /** What may be on its way beside that: buffers of the library, of two sockets and of the relay. */
    private static final long ON_ITS_WAY = 24L << 20;

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

    @Test
    protected void theMessagesOfEachPublisherComeInOrderOnEachChannel() throws Exception {
        String prefix = prefix();
        Node one = connected(prefix);
        Node two = connected(prefix);
        Node reader = connected(prefix);
        await(reader.bus.subscribe("left"));
        await(reader.bus.subscribe("right"));
        int count = 2_000;
        for (int i = 0; i < count; i++) {
            for (String channel : List.of("left", "right")) {
                assertTrue(one.bus.publish(channel, numbered(1, i)));
                assertTrue(two.bus.publish(channel, numbered(2, i)));
            }
        }

        for (String channel : List.of("left", "right")) {
            Map<Integer, Integer> next = new HashMap<>();
            for (byte[] message : reader.context.awaitMessages(channel, 2 * count)) {
                int publisher = ByteBuffer.wrap(message).getInt(0);
                int number = ByteBuffer.wrap(message).getInt(4);
                assertEquals(next.getOrDefault(publisher, 0), number, "of " + publisher + " on " + channel);
                next.put(publisher, number + 1);
            }
            assertEquals(Map.of(1, count, 2, count), next);
        }
    }

    @Test
    protected void ownMessagesComeToo() throws Exception {
        Node node = connected(prefix());
        await(node.bus.subscribe("own"));

        assertTrue(node.bus.publish("own", new byte[] {1, 2, 3}));

        assertArrayEquals(
                new byte[] {1, 2, 3}, node.context.awaitMessages("own", 1).get(0));
    }

    @Test
    protected void anEmptyMessageIsOneToo() throws Exception {
        Node node = connected(prefix());
        await(node.bus.subscribe("own"));

        assertTrue(node.bus.publish("own", new byte[0]));

        assertEquals(0, node.context.awaitMessages("own", 1).get(0).length);
    }

    @Test
    protected void aRepeatedSubscriptionCompletesAndRepeatsNothing() throws Exception {
        Node node = connected(prefix());
        await(node.bus.subscribe("own"));
        await(node.bus.subscribe("own"));
        CompletionStage<Void> first = node.bus.subscribe("late");
        CompletionStage<Void> second = node.bus.subscribe("late");
        await(first);
        await(second);

        node.bus.publish("own", new byte[] {1});
        node.bus.publish("own", new byte[] {2});

        assertEquals(2, node.context.awaitMessages("own", 2).size());
        assertEquals(1, node.context.messages("own").get(0)[0]);
    }

    @Test
    protected void aChannelThatNobodyWantsAnyMoreIsHeardNoMore() throws Exception {
        Node node = connected(prefix());
        await(node.bus.subscribe("gone"));
        await(node.bus.subscribe("there"));
        node.bus.unsubscribe("gone");
        node.bus.unsubscribe("never");
        await(node.bus.subscribe("later"));

        node.bus.publish("gone", new byte[] {1});
        node.bus.publish("there", new byte[] {1});

        node.context.awaitMessages("there", 1);
        assertEquals(List.of(), node.context.messages("gone"));
    }

    @Test
    protected void whoeverChangesItsMindOftenHasTheLastWord() throws Exception {
        Node node = connected(prefix());
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            for (int i = random.nextInt(8); i >= 0; i--) {
                node.bus.subscribe("mind");
                node.bus.unsubscribe("mind");
                LockSupport.parkNanos(random.nextInt(200_000));
            }
            CompletionStage<Void> overtaken = node.bus.subscribe("overtaken");
            node.bus.unsubscribe("overtaken");
            assertTrue(overtaken.toCompletableFuture().isDone());
            await(node.bus.subscribe("mind"));
            node.bus.publish("mind", new byte[] {(byte) round});

            List<byte[]> messages = node.context.awaitMessages("mind", round + 1);
            assertEquals(round, messages.get(round)[0], "seed " + seed);
            node.bus.unsubscribe("mind");
        }
    }

    @Test
    protected void aBrokerThatIsAbsentAtTheStartHoldsNothingUp() throws Exception {
        try (Relay relay = Relay.to(broker().port())) {
            long begin = System.nanoTime();
            Node node = node(prefix(), relay.port());
            node.bus.start();
            CompletableFuture<Void> stage = node.bus.subscribe("early").toCompletableFuture();
            for (int i = 0; i < 1_000; i++) {
                assertFalse(node.bus.publish("early", new byte[10]));
            }
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(1), "everything returns at once");
            node.context.awaitDisconnected(1);
            assertFalse(stage.isDone());

            relay.open();

            await(stage);
            node.context.awaitConnected(1);
            assertTrue(node.bus.publish("early", new byte[] {7}));
            assertEquals(7, node.context.awaitMessages("early", 1).get(0)[0]);
            assertEquals(List.of("disconnected", "connected"), distinct(node.context.news()));
        }
    }

    @Test
    protected void aReasonIsToldOnce() throws Exception {
        try (Relay relay = Relay.to(broker().port())) {
            Node node = node(prefix(), relay.port());
            node.bus.start();
            node.context.awaitDisconnected(1);
            // Long enough for two more tries.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2_500));
            assertEquals(1, node.context.causes().size(), node.context.causes().toString());
            assertFalse(
                    String.valueOf(node.context.causes().get(0).getMessage()).isBlank());
        }
    }

    @Test
    protected void connectedIsToldWhenEveryWantedChannelIsConfirmedAgain() throws Exception {
        int count = 1_500;
        String prefix = prefix();
        Node publisher = connected(prefix);
        try (Relay relay = Relay.to(broker().port()).open()) {
            Node node = node(prefix, relay.port());
            Set<String> missed = new HashSet<>();
            node.bus.start();
            List<CompletionStage<Void>> stages = IntStream.range(0, count)
                    .mapToObj(i -> node.bus.subscribe("c" + i))
                    .toList();
            for (CompletionStage<Void> stage : stages) {
                await(stage);
            }
            node.context.awaitConnected(1);
            node.context.onConnected(() -> {
                for (int i = 0; i < count; i++) {
                    if (!publisher.bus.publish("c" + i, new byte[] {1})) {
                        missed.add("c" + i);
                    }
                }
            });

            relay.cut();

            node.context.awaitConnected(2);
            assertEquals(Set.of(), missed);
            node.context.await(
                    "a message on each channel",
                    () -> IntStream.range(0, count)
                            .allMatch(i -> !node.context.messages("c" + i).isEmpty()));
            assertEquals(List.of("connected", "disconnected", "connected"), distinct(node.context.news()));
        }
    }

    @Test
    protected void nothingIsSentAfterAReconnect() throws Exception {
        String prefix = prefix();
        Node reader = connected(prefix);
        await(reader.bus.subscribe("numbers"));
        try (Relay relay = Relay.to(broker().port()).open()) {
            Node node = node(prefix, relay.port());
            node.bus.start();
            node.context.awaitConnected(1);
            AtomicInteger number = new AtomicInteger();
            AtomicInteger firstOfTheNext = new AtomicInteger();
            assertTrue(node.bus.publish("numbers", numbered(1, number.getAndIncrement())));
            reader.context.awaitMessages("numbers", 1);
            node.context.onConnected(() -> {
                firstOfTheNext.set(number.get());
                assertTrue(node.bus.publish("numbers", numbered(1, number.getAndIncrement())));
            });
            relay.freeze();
            int taken = 0;
            for (int i = 0; i < 5_000; i++) {
                taken += node.bus.publish("numbers", numbered(1, number.getAndIncrement())) ? 1 : 0;
            }
            assertTrue(
                    taken > 1_000, "of what is published to a broker that stopped answering, much is taken: " + taken);

            relay.cut();
            relay.thaw();
            while (node.context.news().size() < 3) {
                node.bus.publish("numbers", numbered(1, number.getAndIncrement()));
                LockSupport.parkNanos(1_000_000);
            }

            reader.context.await(
                    "the first of the new connection",
                    () -> reader.context.messages("numbers").stream()
                            .anyMatch(message -> ByteBuffer.wrap(message).getInt(4) == firstOfTheNext.get()));
            List<Integer> late = reader.context.messages("numbers").stream()
                    .map(message -> ByteBuffer.wrap(message).getInt(4))
                    .filter(got -> got > 0 && got < firstOfTheNext.get())
                    .toList();
            assertEquals(List.of(), late, "taken before the new connection and sent on it");
        }
    }

    @Test
    protected void whatWaitsIsBounded() throws Exception {
        try (Relay relay = Relay.to(broker().port()).open()) {
            Node node = node(prefix(), relay.port());
            node.bus.start();
            node.context.awaitConnected(1);
            relay.freeze();
            long bytes = 0;
            byte[] large = new byte[node.bus.maxMessageBytes()];
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (System.nanoTime() < until && bytes <= MOST_WAITING_BYTES + ON_ITS_WAY) {
                bytes += node.bus.publish("any", large) ? large.length : 0;
            }
            assertTrue(bytes <= MOST_WAITING_BYTES + ON_ITS_WAY, bytes + " bytes were taken");
            assertTrue(bytes >= MOST_WAITING_BYTES / 2, bytes + " bytes only were taken");
            assertFalse(node.bus.publish("any", large));
            relay.thaw();
        }
    }

    @Test
    protected void noMoreThanTenThousandMessagesWait() throws Exception {
        try (Relay relay = Relay.to(broker().port()).open()) {
            Node node = node(prefix(), relay.port());
            node.bus.start();
            node.context.awaitConnected(1);
            relay.freeze();
            // Fills the sockets first, with large ones, so that the small ones can go nowhere.
            byte[] large = new byte[node.bus.maxMessageBytes()];
            for (int i = 0; i < ON_ITS_WAY / large.length / 2 && node.bus.publish("any", large); i++) {
                LockSupport.parkNanos(100_000);
            }
            int taken = 0;
            while (taken <= MOST_WAITING_MESSAGES && node.bus.publish("any", new byte[1])) {
                taken++;
            }
            assertTrue(taken <= MOST_WAITING_MESSAGES, taken + " messages were taken");
            relay.thaw();
        }
    }

    @Test
    protected void aBrokerThatNoLongerAnswersIsGivenUp() throws Exception {
        try (Relay relay = Relay.to(broker().port()).open()) {
            Node node = node(prefix(), relay.port());
            node.bus.start();
            await(node.bus.subscribe("still"));
            node.context.awaitConnected(1);
            relay.freeze();
            node.context.awaitDisconnected(1);

            relay.cut();
            relay.thaw();

            node.context.awaitConnected(2);
            node.bus.publish("still", new byte[] {1});
            node.context.awaitMessages("still", 1);
        }
    }

    @Test
    protected void aBrokerThatRestartsIsFoundAgain() throws Exception {
        Node node = connected(prefix());
        await(node.bus.subscribe("own"));
        broker().stop();
        node.context.awaitDisconnected(1);
        assertFalse(node.bus.publish("own", new byte[] {1}));
        CompletableFuture<Void> stage = node.bus.subscribe("own").toCompletableFuture();
        assertFalse(stage.isDone());

        broker().start();
        long begin = System.nanoTime();

        node.context.awaitConnected(2);
        long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue(stage.isDone());
        assertTrue(tookMillis < 4_000, "connected again after " + tookMillis + " ms");
        assertTrue(node.bus.publish("own", new byte[] {2}));
        assertEquals(2, node.context.awaitMessages("own", 1).get(0)[0]);
    }

    @Test
    protected void theLargestMessageArrives() throws Exception {
        Node node = connected(prefix());
        await(node.bus.subscribe("large"));
        byte[] message = new byte[node.bus.maxMessageBytes()];
        long seed = new Random().nextLong();
        new Random(seed).nextBytes(message);

        assertTrue(node.bus.publish("large", message.clone()));

        assertArrayEquals(message, node.context.awaitMessages("large", 1).get(0), "seed " + seed);
        byte[] tooLarge = new byte[message.length + 1];
        assertThrows(IllegalArgumentException.class, () -> node.bus.publish("large", tooLarge));
    }

    @Test
    protected void twoApplicationsOnOneBrokerDoNotMeet() throws Exception {
        Node one = connected(prefix());
        Node two = connected(prefix());
        await(one.bus.subscribe("same"));
        await(two.bus.subscribe("same"));

        one.bus.publish("same", new byte[] {1});
        two.bus.publish("same", new byte[] {2});

        assertEquals(1, one.context.awaitMessages("same", 1).get(0)[0]);
        assertEquals(2, two.context.awaitMessages("same", 1).get(0)[0]);
        one.bus.publish("same", new byte[] {1});
        one.context.awaitMessages("same", 2);
        assertEquals(1, two.context.messages("same").size());
    }

    @Test
    protected void aCallbackThatThrowsHurtsNobody() throws Exception {
        Node node = connected(prefix());
        await(node.bus.subscribe("own"));
        node.context.onReceived(() -> {
            throw new IllegalStateException("thrown by a test");
        });
        node.bus.publish("own", new byte[] {1});
        node.bus.publish("own", new byte[] {2});

        assertEquals(2, node.context.awaitMessages("own", 2).size());
        assertEquals(List.of("connected"), node.context.news());
    }

    @Test
    protected void closingSendsWhatWasTakenAndEndsEverything() throws Exception {
        String prefix = prefix();
        Node reader = connected(prefix);
        await(reader.bus.subscribe("last"));
        Set<Thread> before = threads();
        Node node = connected(prefix);
        await(node.bus.subscribe("own"));
        CompletableFuture<Void> stage = node.bus.subscribe("own").toCompletableFuture();
        int count = 1_000;
        for (int i = 0; i < count; i++) {
            assertTrue(node.bus.publish("last", numbered(1, i)));
        }

        node.bus.close();

        reader.context.awaitMessages("last", count);
        assertTrue(stage.isDone());
        assertFalse(node.bus.publish("last", new byte[1]));
        CompletionException failed = assertThrows(
                CompletionException.class,
                () -> node.bus.subscribe("late").toCompletableFuture().join());
        assertInstanceOf(IllegalStateException.class, failed.getCause());
        node.bus.unsubscribe("own");
        node.bus.close();
        int heard = node.context.messages("own").size();
        reader.bus.publish("own", new byte[1]);
        reader.bus.publish("last", new byte[8]);
        reader.context.awaitMessages("last", count + 1);
        assertEquals(heard, node.context.messages("own").size());
        assertEquals(List.of("connected"), node.context.news());
        within(5_000, () -> left(before).isEmpty(), () -> "threads that live on: " + left(before));
    }

    @Test
    protected void aBusThatNeverConnectedEndsToo() throws Exception {
        Set<Thread> before = threads();
        Node node = node(prefix(), BrokerProcess.freePort());
        node.bus.start();
        CompletableFuture<Void> stage = node.bus.subscribe("never").toCompletableFuture();
        node.context.awaitDisconnected(1);

        long begin = System.nanoTime();
        node.bus.close();

        assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(5), "close waits for five seconds at most");
        assertTrue(stage.isCompletedExceptionally());
        within(5_000, () -> left(before).isEmpty(), () -> "threads that live on: " + left(before));
    }

    @Test
    protected void aBusThatWasNeverStartedTouchesNothing() throws Exception {
        Set<Thread> before = threads();
        Node node = node(prefix(), 1);
        CompletableFuture<Void> stage = node.bus.subscribe("never").toCompletableFuture();
        assertFalse(node.bus.publish("never", new byte[1]));
        assertEquals(Set.of(), left(before));

        node.bus.close();

        assertTrue(stage.isCompletedExceptionally());
        assertEquals(List.of(), node.context.news());
    }

    @Test
    protected void itsNameTellsTheAddressAndNoSecret() throws Exception {
        Node node = node(prefix(), broker().port());
        String userInfo = String.valueOf(url(broker().port()).getRawUserInfo());

        assertTrue(node.bus.toString().contains(String.valueOf(broker().port())), node.bus.toString());
        assertFalse(node.bus.toString().contains(userInfo), node.bus.toString());
        assertTrue(node.bus.channels() >= 1);
        assertTrue(node.bus.maxMessageBytes() >= 64 << 10);
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
        stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static byte[] numbered(int publisher, int number) {
        return ByteBuffer.allocate(8).putInt(publisher).putInt(number).array();
    }

    private static List<String> distinct(List<String> news) {
        List<String> distinct = new ArrayList<>();
        for (String one : news) {
            if (distinct.isEmpty() || !distinct.get(distinct.size() - 1).equals(one)) {
                distinct.add(one);
            }
        }
        return distinct;
    }

    private Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !isOfOthers(thread))
                .collect(Collectors.toSet());
    }

    private Set<Thread> left(Set<Thread> before) {
        Set<Thread> left = threads();
        left.removeAll(before);
        return left;
    }

    private static void within(int millis, BooleanSupplier condition, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
