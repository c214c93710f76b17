package org.garuda.channels.core.internal.execution;

import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.logging.LogLines;
import org.garuda.channels.core.internal.metrics.Counter;
import org.junit.jupiter.api.Test;

/** What happens when handlers block all the threads there are. */
class ThreadLimitTest {

    @Test
    void newcomersAreTurnedAwayAtOnceAndWhatDoesNotBlockGoesOn() {
        CountDownLatch handling = new CountDownLatch(1);
        try (LogLines log = new LogLines();
                TestEngine engine = TestEngine.with()
                        .on(CallbackExecutor.startPool(3))
                        .node(node -> node.stop(Duration.ofSeconds(5)))
                        .start()) {
            AtomicInteger blocked = new AtomicInteger();
            engine.handler.onMessage = (conn, event) -> {
                blocked.incrementAndGet();
                await(handling);
                conn.replyOk(event, event.rawPayload());
            };
            List<TestClient> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                TestClient client = engine.connect();
                clients.add(client);
                int count = i + 1;
                client.send("1", "1", "rooms:a", "phx_join").send("1", "2", "rooms:a", "slow");
                TestClient.eventually("a handler that blocks", () -> blocked.get() == count);
            }
            assertEquals(
                    503,
                    assertInstanceOf(HandshakeResult.Refused.class, engine.knock("vsn=2.0.0"))
                            .status());
            assertInstanceOf(HandshakeResult.Refused.class, engine.knock("vsn=2.0.0"));
            assertEquals(2, engine.count(Counter.THREADS_EXHAUSTED));
            assertEquals(1, log.messages().size(), log.messages().toString());
            assertTrue(log.messages().get(0).contains("JDK 21"));
            TestClient client = clients.get(0);
            client.transport.take();
            engine.clock.advance(Duration.ofSeconds(1));
            client.heartbeat("h").gets(ok(null, "h", "phoenix"));
            handling.countDown();
            TestClient.eventually("a free thread", () -> engine.knock("vsn=2.0.0") instanceof HandshakeResult.Accepted);
        } finally {
            handling.countDown();
        }
    }

    @Test
    void aTaskThatCameWhenAllThreadsWereBusyIsDoneLater() throws InterruptedException {
        try (CallbackExecutor dispatch = CallbackExecutor.startPool(1)) {
            CountDownLatch free = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            AtomicInteger told = new AtomicInteger();
            dispatch.onExhausted(told::incrementAndGet);
            dispatch.execute(() -> await(free));
            assertTrue(dispatch.isExhausted());
            dispatch.execute(done::countDown);
            assertEquals(1, told.get());
            free.countDown();
            assertTrue(done.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aTaskThatThereIsNoMemoryToStartAThreadForIsTriedAgainAndNobodyElseSuffers() {
        AtomicInteger attempts = new AtomicInteger();
        CallbackExecutor dispatch = CallbackExecutor.on(task -> {
            if (attempts.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            task.run();
        });
        AtomicInteger done = new AtomicInteger();
        dispatch.execute(done::incrementAndGet);
        assertEquals(0, done.get());
        dispatch.retry();
        assertEquals(1, done.get());
        dispatch.retry();
        assertEquals(1, done.get());
    }

    @Test
    void threadsOfSomebodyElseAreNeverCountedAsExhausted() {
        assertFalse(CallbackExecutor.on(Runnable::run).isExhausted());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
