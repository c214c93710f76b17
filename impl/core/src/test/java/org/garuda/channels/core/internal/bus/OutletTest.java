package org.garuda.channels.core.internal.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.execution.EngineClock;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.fixture.QuietBus;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.metrics.Counters;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of messages for a bus that is slow. */
class OutletTest {

    /** Takes each message only when it is let go on. */
    private static final class SlowBus extends QuietBus {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);

        @Override
        public boolean publish(String channel, byte[] message) {
            asked.countDown();
            try {
                return goesOn.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        }
    }

    private final Counters counters = new Counters();
    private final PayloadCodec codec = new PayloadCodec();
    private final SlowBus bus = new SlowBus();
    private final Outlet outlet = new Outlet(
            new NodeId(1, 1),
            new NodeRuntime(
                    codec,
                    CallContext.ofCurrentClassLoader(),
                    CallbackExecutor.on(Runnable::run),
                    new EngineClock(System::nanoTime),
                    counters,
                    new RateLimitedLog(System::nanoTime)));

    @AfterEach
    void close() {
        codec.close();
    }

    @Test
    void whatWaitsForASlowBusAtTheEndIsCountedMessageByMessage() throws Exception {
        outlet.open(bus);
        Thread slow = new Thread(() -> send(1), "slow");
        slow.start();
        assertTrue(bus.asked.await(60, TimeUnit.SECONDS));
        send(3);
        assertEquals(0, counters.get(Counter.BUS_DROPPED_OUT), "the bus may still take them");

        outlet.finish();

        assertEquals(3, counters.get(Counter.BUS_DROPPED_OUT));
        bus.goesOn.countDown();
        slow.join(TimeUnit.SECONDS.toMillis(60));
        assertEquals(1, counters.get(Counter.BUS_SENT), "the one that the bus was taking");
        assertEquals(3, counters.get(Counter.BUS_DROPPED_OUT));
    }

    @Test
    void whatABusTakesInTimeIsNotLost() {
        bus.goesOn.countDown();
        outlet.open(bus);
        send(3);

        outlet.finish();

        assertEquals(3, counters.get(Counter.BUS_SENT));
        assertEquals(0, counters.get(Counter.BUS_DROPPED_OUT));
    }

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            outlet.send("channel", Kind.BROADCAST, new byte[10]);
        }
    }
}
