package org.garuda.channels.core.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.garuda.channels.core.internal.connection.MessageAssembler;
import org.garuda.channels.core.internal.execution.EngineClock;
import org.garuda.channels.core.internal.fixture.ManualClock;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.Test;

/** A pause of the process counts for nobody, and any part of a message is a sign of life. */
class PauseTest {

    private final ManualClock machine = new ManualClock();
    private final EngineClock clock = new EngineClock(machine);

    /** Time in which the process runs. */
    private void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 250) {
            machine.advance(Duration.ofMillis(Math.min(left, 250)));
            clock.tick();
        }
    }

    @Test
    void timePassesAsLongAsTheProcessRuns() {
        clock.start();
        long start = clock.getAsLong();
        pass(Duration.ofSeconds(100));
        assertEquals(Duration.ofSeconds(100).toNanos(), clock.getAsLong() - start);
    }

    @Test
    void aPauseIsNotSeenByWhoeverLooksFirst() {
        clock.start();
        pass(Duration.ofSeconds(1));
        long before = clock.getAsLong();
        machine.advance(Duration.ofHours(10));
        assertEquals(before, clock.getAsLong());
        pass(Duration.ofSeconds(1));
        assertEquals(Duration.ofSeconds(1).toNanos(), clock.getAsLong() - before);
    }

    @Test
    void aPauseIsNotSeenByTheSweepEither() {
        clock.start();
        long before = clock.getAsLong();
        machine.advance(Duration.ofSeconds(90));
        clock.tick();
        assertEquals(before, clock.getAsLong());
    }

    /** The process stands still in the middle of a turn of the sweep, and somebody else is quicker when it goes on. */
    @Test
    void aTurnThatReadTheTimeBeforeAPauseDoesNotTakeThePauseOutTwice() throws InterruptedException {
        EngineClock[] torn = new EngineClock[1];
        AtomicBoolean inTurn = new AtomicBoolean();
        Thread quicker = new Thread(() -> torn[0].getAsLong());
        torn[0] = new EngineClock(() -> {
            long now = machine.getAsLong();
            if (inTurn.compareAndSet(true, false)) {
                machine.advance(Duration.ofSeconds(90));
                quicker.start();
                while (quicker.isAlive() && quicker.getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
            }
            return now;
        });
        torn[0].start();
        long before = torn[0].getAsLong();
        inTurn.set(true);
        torn[0].tick();
        quicker.join();
        assertEquals(before, torn[0].getAsLong());
    }

    @Test
    void aBusyMachineThatKeepsTheSweepWaitingIsNoPause() {
        clock.start();
        long before = clock.getAsLong();
        machine.advance(Duration.ofMillis(1900));
        assertEquals(Duration.ofMillis(1900).toNanos(), clock.getAsLong() - before);
    }

    /** The sweep's thread is started, since only then a long time without a turn means anything. */
    @Test
    void aPauseLongerThanEveryTimeLimitClosesNobody() {
        try (TestEngine engine = TestEngine.start()) {
            engine.engine.start();
            TestClient quiet = engine.connect().join("1", "rooms:a");
            TestClient slow = engine.connect().join("1", "rooms:a");
            TestClient writing = engine.connect().join("1", "rooms:a");
            slow.transport.block();
            writing.transport.block();
            engine.engine.broadcaster().broadcast("rooms:a", "news", Map.of());
            writing.transport.startOneWrite();
            TestClient joining = engine.connect();
            engine.handler.onJoin = (conn, event) -> {};
            joining.send("9", "9", "rooms:b", "phx_join");
            engine.pass(Duration.ofSeconds(90));
            engine.pass(Duration.ofMillis(250));
            quiet.isOpen();
            slow.isOpen();
            writing.isOpen();
            joining.getsNothing().isOpen();
            for (int i = 0; i < 44; i++) {
                engine.pass(Duration.ofMillis(250)); // 11 s in which the process runs
            }
            slow.isClosed(CloseReason.SLOW);
            writing.isClosed(CloseReason.SLOW);
            assertEquals(1, joining.transport.take().size());
            quiet.isOpen();
        }
    }

    @Test
    void everyPartOfAMessageIsASignOfLife() {
        try (TestEngine engine = TestEngine.start()) {
            TestClient client = engine.connect();
            MessageAssembler parts = new MessageAssembler(client.protocol);
            for (int i = 0; i < 80; i++) {
                engine.pass(Duration.ofSeconds(1));
                parts.text(ByteBuffer.allocate(i % 2), false); // An empty one too.
            }
            client.isOpen();
            engine.pass(Duration.ofSeconds(61));
            client.isClosed(CloseReason.IDLE);
        }
    }
}
