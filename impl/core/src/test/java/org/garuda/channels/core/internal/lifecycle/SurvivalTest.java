package org.garuda.channels.core.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.http.RequestBodies;
import org.garuda.channels.core.internal.logging.LogLines;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.ByteBudget;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.Test;

/** Whatever throws, an error too, everything else goes on, and it is logged and counted. */
class SurvivalTest {

    private final List<String> done = new CopyOnWriteArrayList<>();

    private Runnable noted(String what) {
        return () -> done.add(what);
    }

    private static Runnable failing(Error error) {
        return () -> {
            throw error;
        };
    }

    @Test
    void anErrorInOneListenerOfTheSweepKeepsNoOtherFromItsTurn() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            engine.engine.lifecycle().onSweep(noted("first"));
            engine.engine.lifecycle().onSweep(failing(new StackOverflowError("sweep")));
            engine.engine.lifecycle().onSweep(failing(new OutOfMemoryError("sweep")));
            engine.engine.lifecycle().onSweep(noted("last"));
            engine.engine.sweepOnce();
            engine.engine.sweepOnce();
            assertEquals(List.of("first", "last", "first", "last"), done);
            assertEquals(4, engine.count(Counter.FAILURES_SURVIVED));
            assertEquals(2, log.messages().size(), log.messages().toString());
        }
    }

    @Test
    void theSweepGoesOnWithTheOtherClientsWhenOneOfThemFails() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            TestClient broken = engine.connect();
            TestClient quiet = engine.connect();
            AtomicBoolean fails = new AtomicBoolean(true);
            broken.transport.onWake(() -> {
                if (fails.get()) {
                    throw new NoClassDefFoundError("wake");
                }
            });
            engine.pass(java.time.Duration.ofSeconds(61));
            quiet.isClosed(CloseReason.IDLE);
            assertEquals(2, engine.count(Counter.CLOSED_IDLE));
            assertTrue(log.messages().size() >= 1);
            fails.set(false);
        }
    }

    @Test
    void whoeverIsToldThatNothingIsWaitedForMayFailWithoutHarmToTheOthers() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            RequestBodies bodies =
                    new RequestBodies(engine.engine.runtime(), engine.engine.lifecycle(), engine.engine.unfinished());
            for (int i = 0; i < 20; i++) {
                bodies.begin(1000, 1000, problem -> {
                    done.add(problem.name());
                    throw new StackOverflowError("refusal");
                });
            }
            engine.pass(java.time.Duration.ofSeconds(1000));
            assertEquals(20, done.size(), done.toString());
            assertEquals(20, engine.count(Counter.FAILURES_SURVIVED));
            assertEquals(1, log.messages().size());
        }
    }

    @Test
    void whoeverAsksForRoomMeetsNothingOfWhatAnEvictedOneThrows() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.with()
                        .node(node -> node.unfinishedBytes(1_600_000))
                        .start()) {
            ByteBudget budget = engine.engine.unfinished();
            assertTrue(budget.open(failing(new LinkageError("eviction"))).add(1_500_000));
            assertTrue(budget.open(noted("evicted")).add(200_000));
            assertEquals(List.of(), done);
            assertEquals(1, engine.count(Counter.UNFINISHED_EVICTED));
            assertEquals(1, engine.count(Counter.FAILURES_SURVIVED));
            assertEquals(1, log.messages().size());
        }
    }

    @Test
    void anErrorInAListenerOfEndsKeepsNoOtherFromBeingTold() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            engine.engine
                    .channels()
                    .ends()
                    .listen(channel -> failing(new LinkageError("end")).run());
            engine.engine.channels().ends().listen(channel -> done.add(channel.topic()));
            engine.connect().join("1", "rooms:a").send("1", "2", "rooms:a", "phx_leave");
            assertEquals(List.of("rooms:a"), done);
            assertEquals(1, engine.count(Counter.FAILURES_SURVIVED));
            assertEquals(1, log.messages().size());
        }
    }

    @Test
    void aSubscriberThatFailsAtOneEventHearsTheNext() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            engine.engine.broadcaster().events().subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(ChannelEvent event) {
                    done.add(event.event());
                    throw new AssertionError("subscriber");
                }

                @Override
                public void onError(Throwable thrown) {
                    done.add("error");
                }

                @Override
                public void onComplete() {
                    done.add("complete");
                }
            });
            engine.engine.broadcaster().broadcast("rooms:a", "one", Map.of());
            engine.engine.broadcaster().broadcast("rooms:a", "two", Map.of());
            assertEquals(List.of("one", "two"), done);
            assertEquals(2, engine.count(Counter.FAILURES_SURVIVED));
            assertEquals(1, log.messages().size());
        }
    }

    @Test
    void allStepsOfAStopAreDoneWhateverOneOfThemThrows() {
        try (LogLines log = new LogLines()) {
            TestEngine engine = TestEngine.start();
            engine.engine.lifecycle().onStop(failing(new StackOverflowError("stop")));
            engine.engine.lifecycle().onStop(noted("second listener"));
            TestClient one = engine.connect();
            TestClient other = engine.connect();
            engine.handler.onDisconnect =
                    client -> failing(new NoSuchMethodError("disconnect")).run();
            engine.close();
            assertEquals(List.of("second listener"), done);
            one.isClosed(CloseReason.UNDEPLOYED);
            other.isClosed(CloseReason.UNDEPLOYED);
            engine.assertNobodyIsLeft();
            assertEquals(1, engine.count(Counter.FAILURES_SURVIVED));
            assertTrue(log.messages().size() >= 2, log.messages().toString());
        }
    }

    @Test
    void aSecondStopWaitsForTheFirstAndOneOutOfTheStopItselfDoesNot() throws InterruptedException {
        TestEngine engine = TestEngine.start();
        CountDownLatch stopping = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        engine.engine.lifecycle().onStop(engine::close); // Would wait for itself.
        engine.engine.lifecycle().onStop(() -> {
            stopping.countDown();
            await(goOn);
            done.add("first stop");
        });
        Thread first = new Thread(engine::close);
        first.start();
        await(stopping);
        Thread second = new Thread(() -> {
            engine.close();
            done.add("second stop");
        });
        second.start();
        while (second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(), done);
        goOn.countDown();
        second.join(TimeUnit.SECONDS.toMillis(20));
        assertFalse(second.isAlive());
        assertEquals(List.of("first stop", "second stop"), done);
        first.join();
    }

    @Test
    void theWatchEndsTheEngineWhenAThreadThatServesEverybodyIsDead() {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            AtomicBoolean alive = new AtomicBoolean(true);
            engine.engine.watch("the reader of all", alive::get);
            TestClient client = engine.connect();
            engine.engine.watchOnce();
            client.isOpen();
            alive.set(false);
            engine.engine.watchOnce();
            client.isClosed(CloseReason.RESTART);
            assertEquals(1, engine.count(Counter.THREADS_DEAD));
            assertTrue(
                    log.messages().get(0).startsWith("the reader of all is dead"),
                    log.messages().toString());
            assertEquals(503, ((HandshakeResult.Refused) engine.knock("vsn=2.0.0")).status());
        }
    }

    @Test
    void theWatchHasAThreadOfItsOwnThatOutlivesAnythingItLooksAt() throws InterruptedException {
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.start()) {
            CountDownLatch dead = new CountDownLatch(1);
            AtomicBoolean failed = new AtomicBoolean();
            engine.engine.watch("something", () -> {
                if (failed.compareAndSet(false, true)) {
                    throw new OutOfMemoryError("look");
                }
                return false;
            });
            engine.engine.onDeath(dead::countDown);
            engine.engine.start();
            assertTrue(dead.await(30, TimeUnit.SECONDS));
            assertFalse(log.messages().isEmpty());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
