package org.garuda.channels.tck.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of the {@link BusContract}: a broker that is not there, goes away, comes back, or takes nothing any more. */
abstract class LinkClaims extends MessageClaims {

    private static final int MOST_WAITING_MESSAGES = 10_000;
    private static final long MOST_WAITING_BYTES = 16L << 20;

    /** What may be on its way beside that: buffers of the library, of two sockets and of the relay. */
    private static final long ON_ITS_WAY = 24L << 20;

    @Test
    protected void aBrokerThatIsAbsentAtTheStartHoldsNothingUp() throws Exception {
        try (Relay relay = Relay.to(broker().port())) {
            long begin = System.nanoTime();
            Node node = node(prefix(), relay.port());
            node.bus().start();
            CompletableFuture<Void> stage = node.bus().subscribe("early").toCompletableFuture();
            for (int i = 0; i < 1_000; i++) {
                assertFalse(node.bus().publish("early", new byte[10]));
            }
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(1), "everything returns at once");
            node.context().awaitDisconnected(1);
            assertFalse(stage.isDone());

            relay.open();

            await(stage);
            node.context().awaitConnected(1);
            assertTrue(node.bus().publish("early", new byte[] {7}));
            assertEquals(7, node.context().awaitMessages("early", 1).get(0)[0]);
            assertEquals(
                    List.of("disconnected", "connected"),
                    distinct(node.context().news()));
        }
    }

    @Test
    protected void aReasonIsToldOnce() throws Exception {
        try (Relay relay = Relay.to(broker().port())) {
            Node node = node(prefix(), relay.port());
            node.bus().start();
            node.context().awaitDisconnected(1);
            // Long enough for two more tries.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2_500));
            assertEquals(
                    1, node.context().causes().size(), node.context().causes().toString());
            assertFalse(
                    String.valueOf(node.context().causes().get(0).getMessage()).isBlank());
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
            node.bus().start();
            List<CompletionStage<Void>> stages = IntStream.range(0, count)
                    .mapToObj(i -> node.bus().subscribe("c" + i))
                    .toList();
            for (CompletionStage<Void> stage : stages) {
                await(stage);
            }
            node.context().awaitConnected(1);
            node.context().onConnected(() -> {
                for (int i = 0; i < count; i++) {
                    if (!publisher.bus().publish("c" + i, new byte[] {1})) {
                        missed.add("c" + i);
                    }
                }
            });

            relay.cut();

            node.context().awaitConnected(2);
            assertEquals(Set.of(), missed);
            node.context()
                    .await(
                            "a message on each channel",
                            () -> IntStream.range(0, count)
                                    .allMatch(i ->
                                            !node.context().messages("c" + i).isEmpty()));
            assertEquals(
                    List.of("connected", "disconnected", "connected"),
                    distinct(node.context().news()));
        }
    }

    @Test
    protected void nothingIsSentAfterAReconnect() throws Exception {
        String prefix = prefix();
        Node reader = connected(prefix);
        await(reader.bus().subscribe("numbers"));
        try (Relay relay = Relay.to(broker().port()).open()) {
            Node node = node(prefix, relay.port());
            node.bus().start();
            node.context().awaitConnected(1);
            AtomicInteger number = new AtomicInteger();
            AtomicInteger firstOfTheNext = new AtomicInteger();
            assertTrue(node.bus().publish("numbers", numbered(1, number.getAndIncrement())));
            reader.context().awaitMessages("numbers", 1);
            node.context().onConnected(() -> {
                firstOfTheNext.set(number.get());
                assertTrue(node.bus().publish("numbers", numbered(1, number.getAndIncrement())));
            });
            relay.freeze();
            int taken = 0;
            for (int i = 0; i < 5_000; i++) {
                taken += node.bus().publish("numbers", numbered(1, number.getAndIncrement())) ? 1 : 0;
            }
            assertTrue(
                    taken > 1_000, "of what is published to a broker that stopped answering, much is taken: " + taken);

            relay.cut();
            relay.thaw();
            while (node.context().news().size() < 3) {
                node.bus().publish("numbers", numbered(1, number.getAndIncrement()));
                LockSupport.parkNanos(1_000_000);
            }

            reader.context()
                    .await(
                            "the first of the new connection",
                            () -> reader.context().messages("numbers").stream()
                                    .anyMatch(
                                            message -> ByteBuffer.wrap(message).getInt(4) == firstOfTheNext.get()));
            List<Integer> late = reader.context().messages("numbers").stream()
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
            node.bus().start();
            node.context().awaitConnected(1);
            relay.freeze();
            long bytes = 0;
            byte[] large = new byte[node.bus().maxMessageBytes()];
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (System.nanoTime() < until && bytes <= MOST_WAITING_BYTES + ON_ITS_WAY) {
                bytes += node.bus().publish("any", large) ? large.length : 0;
            }
            assertTrue(bytes <= MOST_WAITING_BYTES + ON_ITS_WAY, bytes + " bytes were taken");
            assertTrue(bytes >= MOST_WAITING_BYTES / 2, bytes + " bytes only were taken");
            assertFalse(node.bus().publish("any", large));
            relay.thaw();
        }
    }

    @Test
    protected void noMoreThanTenThousandMessagesWait() throws Exception {
        try (Relay relay = Relay.to(broker().port()).open()) {
            Node node = node(prefix(), relay.port());
            node.bus().start();
            node.context().awaitConnected(1);
            relay.freeze();
            // Fills the sockets first, with large ones, so that the small ones can go nowhere.
            byte[] large = new byte[node.bus().maxMessageBytes()];
            for (int i = 0; i < ON_ITS_WAY / large.length / 2 && node.bus().publish("any", large); i++) {
                LockSupport.parkNanos(100_000);
            }
            int taken = 0;
            while (taken <= MOST_WAITING_MESSAGES && node.bus().publish("any", new byte[1])) {
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
            node.bus().start();
            await(node.bus().subscribe("still"));
            node.context().awaitConnected(1);
            relay.freeze();
            node.context().awaitDisconnected(1);

            relay.cut();
            relay.thaw();

            node.context().awaitConnected(2);
            node.bus().publish("still", new byte[] {1});
            node.context().awaitMessages("still", 1);
        }
    }

    @Test
    protected void aBrokerThatRestartsIsFoundAgain() throws Exception {
        Node node = connected(prefix());
        await(node.bus().subscribe("own"));
        broker().stop();
        node.context().awaitDisconnected(1);
        assertFalse(node.bus().publish("own", new byte[] {1}));
        CompletableFuture<Void> stage = node.bus().subscribe("own").toCompletableFuture();
        assertFalse(stage.isDone());

        broker().start();
        long begin = System.nanoTime();

        node.context().awaitConnected(2);
        long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue(stage.isDone());
        assertTrue(tookMillis < 4_000, "connected again after " + tookMillis + " ms");
        assertTrue(node.bus().publish("own", new byte[] {2}));
        assertEquals(2, node.context().awaitMessages("own", 1).get(0)[0]);
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
}
