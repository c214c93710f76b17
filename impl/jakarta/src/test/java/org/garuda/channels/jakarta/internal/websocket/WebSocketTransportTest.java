package org.garuda.channels.jakarta.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.handshake.Headers;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketTransportTest {

    private static final SocketSettings CONFIG = SocketSettings.builder()
            .outbox(outbox -> outbox.messages(200_000).bytes(100_000_000))
            .timeouts(timeouts -> timeouts.send(Duration.ofSeconds(2)))
            .build();

    @NonBlocking
    static final class Rooms implements ChannelHandler {
        private final CountDownLatch gone = new CountDownLatch(1);

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }

        @Override
        public void disconnect(ChannelClient client) {
            gone.countDown();
        }
    }

    private final AtomicLong clock = new AtomicLong();
    private final Rooms rooms = new Rooms();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ChannelEngine engine = new ChannelEngine(
            NodeSettings.builder().stop(Duration.ofSeconds(1)).build(),
            new PayloadCodec(),
            CallContext.ofCurrentClassLoader(),
            CallbackExecutor.on(executor),
            clock::get);
    private final ChannelSocket socket = engine.socket(CONFIG, List.of(Route.of(rooms)));

    @AfterEach
    void stop() throws InterruptedException {
        engine.stop(CloseReason.UNDEPLOYED);
        executor.shutdownNow();
        assertTrue(executor.awaitTermination(10, TimeUnit.SECONDS));
    }

    private ProtocolSession converse() {
        HandshakeResult.Accepted accepted = (HandshakeResult.Accepted)
                socket.acceptWebSocket(new HandshakeRequest("vsn=2.0.0", new Headers().toMap(), null, null));
        return accepted.session();
    }

    private ProtocolSession join(FakeSession fake) {
        return join(fake, 1);
    }

    private ProtocolSession join(FakeSession fake, int most) {
        ProtocolSession protocol = converse();
        protocol.opened(new WebSocketTransport(fake.session, protocol, executor, most));
        protocol.text("[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]");
        return protocol;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within 30 s");
            Thread.sleep(2);
        }
    }

    private void broadcast(int number) {
        engine.broadcaster().broadcast(ChannelEvent.of("rooms:a", "n" + number));
    }

    private static String event(int number) {
        return "[null,null,\"rooms:a\",\"n" + number + "\",{}]";
    }

    @Test
    void sendsThatCompleteAtOnceDoNotGrowTheStack() throws InterruptedException {
        FakeSession fake = new FakeSession().later();
        join(fake);
        int frames = 100_000;
        IntStream.range(0, frames).forEach(this::broadcast);
        AtomicInteger deepest = new AtomicInteger();
        fake.sending = (message, handler) -> {
            if (message.endsWith("0\",{}]")) {
                deepest.accumulateAndGet(new Throwable().getStackTrace().length, Math::max);
            }
            handler.onResult(new SendResult());
        };

        fake.pending.remove().onResult(new SendResult());

        await(() -> fake.sent.size() == frames + 1);
        assertTrue(deepest.get() < 150, () -> "stack of " + deepest);
        List<String> expected = new ArrayList<>(List.of(fake.sent.get(0)));
        IntStream.range(0, frames).mapToObj(WebSocketTransportTest::event).forEach(expected::add);
        assertEquals(expected, fake.sent);
    }

    @Test
    void oneSendIsUnderWayAtATimeWhoeverBroadcasts() throws InterruptedException {
        assertEquals(1, mostUnderWay(1));
    }

    @Test
    void severalSendsAreUnderWayInOrderWhereTheContainerTakesThem() throws InterruptedException {
        int most = mostUnderWay(16);
        assertTrue(most > 1 && most <= 16, () -> most + " under way");
    }

    /** Four threads broadcast; what each says comes in its order. */
    private int mostUnderWay(int allowed) throws InterruptedException {
        FakeSession fake = new FakeSession();
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService container = Executors.newFixedThreadPool(2);
        AtomicInteger turn = new AtomicInteger();
        fake.sending = (message, handler) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Runnable complete = () -> {
                underWay.decrementAndGet();
                handler.onResult(new SendResult());
            };
            // Some containers complete at once, some later and elsewhere, most do both.
            if (turn.incrementAndGet() % 3 == 0) {
                complete.run();
            } else {
                container.execute(complete);
            }
        };
        join(fake, allowed);
        int each = 5_000;
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(writer ->
                        new Thread(() -> IntStream.range(0, each).forEach(i -> broadcast(writer * each + i))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        await(() -> fake.sent.size() == 4 * each + 1);
        container.shutdown();
        assertTrue(container.awaitTermination(10, TimeUnit.SECONDS));
        for (int writer = 0; writer < 4; writer++) {
            int first = writer * each;
            List<String> own = IntStream.range(first, first + each)
                    .mapToObj(WebSocketTransportTest::event)
                    .toList();
            List<String> arrived = new ArrayList<>(fake.sent);
            arrived.retainAll(new java.util.HashSet<>(own));
            assertEquals(own, arrived, "the messages of one thread keep their order");
        }
        return most.get();
    }

    /** So that what is under way, which no limit of the outbox counts, has a bound. */
    @Test
    void aLargeMessageWaitsUntilNothingIsUnderWay() {
        FakeSession fake = new FakeSession().later();
        join(fake, 16);
        fake.pending.remove().onResult(new SendResult());
        broadcast(1);
        engine.broadcaster().broadcast(ChannelEvent.of("rooms:a", "large", Map.of("text", "x".repeat(5_000))));
        broadcast(2);
        assertEquals(List.of(event(1)), fake.sent.subList(1, fake.sent.size()));
        fake.pending.remove().onResult(new SendResult());
        assertEquals(event(2), fake.sent.get(3), "behind the large one");
    }

    @Test
    void noMoreSendsAreUnderWayThanMayBe() {
        FakeSession fake = new FakeSession().later();
        join(fake, 3);
        IntStream.range(0, 10).forEach(this::broadcast);
        assertEquals(3, fake.sent.size());
        fake.pending.remove().onResult(new SendResult());
        assertEquals(4, fake.sent.size());
        while (!fake.pending.isEmpty()) {
            fake.pending.remove().onResult(new SendResult());
        }
        assertEquals(
                IntStream.range(0, 10).mapToObj(WebSocketTransportTest::event).toList(), fake.sent.subList(1, 11));
    }

    /** As long as one after the other is written, however slowly, the client is not stuck; messages that come prove nothing. */
    @Test
    void ofSeveralSendsTheOneThatDoesNotCompleteEndsTheClientAsSlow() throws Exception {
        FakeSession fake = new FakeSession().later();
        ProtocolSession protocol = join(fake, 16);
        broadcast(0);
        for (int i = 1; i < 4; i++) {
            clock.addAndGet(Duration.ofMillis(1500).toNanos());
            fake.pending.remove().onResult(new SendResult());
            broadcast(i);
            engine.sweepOnce();
            assertFalse(fake.closed.isDone());
        }
        clock.addAndGet(Duration.ofMillis(1500).toNanos());
        broadcast(4);
        engine.sweepOnce();
        assertFalse(fake.closed.isDone());
        clock.addAndGet(Duration.ofMillis(1000).toNanos());
        engine.sweepOnce();
        assertEquals(1013, fake.closed.get(10, TimeUnit.SECONDS).getCloseCode().getCode());
        protocol.gone();
    }

    @Test
    void anOrderlyEndWaitsForAllSendsThatAreUnderWay() throws Exception {
        FakeSession fake = new FakeSession().later();
        ProtocolSession protocol = join(fake, 16);
        broadcast(1);
        broadcast(2);
        protocol.text("no frame");
        for (int i = 0; i < 3; i++) {
            assertFalse(fake.closed.isDone());
            fake.pending.remove().onResult(new SendResult());
        }
        assertEquals(1011, fake.closed.get(10, TimeUnit.SECONDS).getCloseCode().getCode());
        protocol.gone();
        assertEquals(1, fake.closes.get());
    }

    @Test
    void aSendThatFailsEndsTheClient() throws Exception {
        FakeSession fake = new FakeSession().later();
        join(fake);
        broadcast(1);
        fake.pending.remove().onResult(new SendResult(FakeSession.BROKEN));
        fake.closed.get(10, TimeUnit.SECONDS);
        assertTrue(rooms.gone.await(10, TimeUnit.SECONDS));
        await(() -> engine.inventory().get("departing") == 0);
        broadcast(2);
        assertEquals(1, fake.sent.size(), "nothing is sent after a failure");
        assertEquals(0, engine.inventory().get("clients"));
    }

    @Test
    void aSendThatThrowsEndsTheClientAndNothingElse() throws Exception {
        FakeSession fake = new FakeSession();
        join(fake);
        fake.sending = (message, handler) -> {
            throw new IllegalStateException("The remote endpoint was in state [TEXT_FULL_WRITING]");
        };
        fake.closing = new IllegalStateException("closed already");
        broadcast(1);
        fake.closed.get(10, TimeUnit.SECONDS);
        assertTrue(rooms.gone.await(10, TimeUnit.SECONDS));
        await(() -> engine.inventory().get("departing") == 0);
        assertEquals(1, fake.closes.get());
    }

    /** Not only after the time that a write may take, as if the client were slow. */
    @Test
    void aSendForWhichThereIsNoMemoryEndsTheClientAtOnce() throws Exception {
        FakeSession fake = new FakeSession();
        join(fake);
        fake.sending = (message, handler) -> {
            throw new OutOfMemoryError("Java heap space");
        };
        broadcast(1);
        fake.closed.get(10, TimeUnit.SECONDS);
        await(() -> engine.inventory().get("departing") == 0);
        assertEquals(1, fake.closes.get());
    }

    @Test
    void aSendThatThrowsAndCompletesAsWellEndsTheClientOnce() throws Exception {
        FakeSession fake = new FakeSession();
        join(fake);
        fake.sending = (message, handler) -> {
            handler.onResult(new SendResult(FakeSession.BROKEN));
            throw new IllegalStateException("and thrown as well");
        };
        broadcast(1);
        fake.closed.get(10, TimeUnit.SECONDS);
        await(() -> engine.inventory().get("departing") == 0);
        assertEquals(1, fake.closes.get());
    }

    @Test
    void aSendThatNeverCompletesEndsTheClientAsSlow() throws Exception {
        FakeSession fake = new FakeSession().later();
        ProtocolSession protocol = join(fake);
        broadcast(1);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        engine.sweepOnce();
        assertFalse(fake.closed.isDone());
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        engine.sweepOnce();
        assertEquals(1013, fake.closed.get(10, TimeUnit.SECONDS).getCloseCode().getCode());
        assertEquals(1, engine.runtime().counters().get(Counter.CLOSED_SLOW));
        assertTrue(rooms.gone.await(10, TimeUnit.SECONDS));
        // A container that never tells of the close either is waited for only so long.
        clock.addAndGet(Duration.ofSeconds(3).toNanos());
        engine.sweepOnce();
        await(() -> engine.inventory().get("departing") == 0);
        protocol.gone();
        assertEquals(1, fake.sent.size());
    }

    @Test
    void anOrderlyEndWaitsForWhatIsUnderWayAndWaiting() throws Exception {
        FakeSession fake = new FakeSession().later();
        ProtocolSession protocol = join(fake);
        broadcast(1);
        protocol.text("no frame");
        assertFalse(fake.closed.isDone());
        fake.pending.remove().onResult(new SendResult());
        assertFalse(fake.closed.isDone());
        fake.pending.remove().onResult(new SendResult());
        assertEquals(1011, fake.closed.get(10, TimeUnit.SECONDS).getCloseCode().getCode());
        assertEquals(List.of(event(1)), fake.sent.subList(1, 2));
        protocol.gone();
        assertEquals(1, fake.closes.get());
    }

    @Test
    void aSessionIsClosedByAnotherThreadThanTheOneThatEndsTheClient() throws Exception {
        FakeSession fake = new FakeSession();
        ProtocolSession protocol = join(fake);
        protocol.text("no frame");
        fake.closed.get(10, TimeUnit.SECONDS);
        assertNotSame(Thread.currentThread(), fake.closer);
        protocol.gone();
    }

    @Test
    void anAbortLeavesWhatWaitsUnsent() throws Exception {
        FakeSession fake = new FakeSession().later();
        ProtocolSession protocol = join(fake);
        broadcast(1);
        SendHandler late = fake.pending.remove();
        clock.addAndGet(Duration.ofSeconds(3).toNanos());
        engine.sweepOnce();
        fake.closed.get(10, TimeUnit.SECONDS);
        late.onResult(new SendResult());
        protocol.gone();
        assertEquals(1, fake.sent.size());
        await(() -> engine.inventory().get("departing") == 0);
    }

    @Test
    void afterAnAbortNothingIsWrittenAndNoSessionIsClosedWith1000() throws Exception {
        List<CloseReason> reasons = List.of(CloseReason.values());
        int rounds = 200;
        for (int round = 0; round < rounds; round++) {
            FakeSession fake = new FakeSession().later();
            ProtocolSession protocol = converse();
            WebSocketTransport transport = new WebSocketTransport(fake.session, protocol, executor, 1);
            protocol.opened(transport);
            protocol.text("[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]");
            broadcast(1);
            SendHandler late = fake.pending.remove();
            CloseReason reason = reasons.get(round % reasons.size());
            CountDownLatch go = new CountDownLatch(1);
            List<Runnable> container = List.of(
                    protocol::gone,
                    () -> late.onResult(new SendResult(FakeSession.BROKEN)),
                    () -> late.onResult(new SendResult()));
            Runnable other = container.get(round % container.size());
            CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(
                    () -> {
                        await(go);
                        other.run();
                    },
                    executor);
            go.countDown();
            transport.abort(reason);
            meanwhile.get(30, TimeUnit.SECONDS);
            int written = fake.sent.size();
            broadcast(2);
            transport.wake();
            protocol.gone();
            await(() -> engine.inventory().get("departing") == 0);
            assertEquals(written, fake.sent.size(), reason + ": something is written after the abort");
            assertFalse(fake.codes.isEmpty());
            // Containers make 1000 of what no close frame can hold.
            assertTrue(List.of(1000, 1005, 1006).stream().noneMatch(fake.codes::contains), reason + ": " + fake.codes);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBinaryFrameTravelsAsBytes() throws InterruptedException {
        FakeSession fake = new FakeSession();
        ProtocolSession protocol = join(fake);
        engine.broadcaster().broadcast("rooms:a", "b", new byte[] {1, 2});
        assertEquals("02" + "07" + "01" + "726f6f6d733a61" + "62" + "0102", fake.sent.get(1));
        protocol.gone();
    }
}
