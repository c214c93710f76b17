package org.garuda.channels.core.internal.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.garuda.channels.spi.BusContext;
import org.junit.jupiter.api.Test;

/** What becomes of a connection whose broker does not answer a ping in time. */
class UnansweredPingTest {

    private final AtomicInteger pings = new AtomicInteger();
    private final CountDownLatch asked = new CountDownLatch(4);
    private final CountDownLatch disconnected = new CountDownLatch(1);

    /**
     * A node stood still for ten seconds. Its messages had come meanwhile, the answer to its ping behind them; it gave
     * the connection up before it had read so far, and lost them all.
     */
    @Test
    void aConnectionOnWhichMessagesComeIsNotGivenUp() throws Exception {
        try (BrokerBus bus = bus(listener -> {
            if (pings.incrementAndGet() <= 2) {
                listener.received("somewhere", new byte[1]);
                throw new IllegalStateException();
            }
            asked.countDown();
        })) {
            bus.start();

            // The third answers the first question, which is asked again at once; then each second there is one.
            assertTrue(asked.await(30, TimeUnit.SECONDS));
            assertEquals(1, disconnected.getCount());
        }
    }

    @Test
    void aConnectionOnWhichNothingComesIsGivenUpAtOnce() throws Exception {
        try (BrokerBus bus = bus(listener -> {
            pings.incrementAndGet();
            throw new IllegalStateException();
        })) {
            bus.start();

            assertTrue(disconnected.await(30, TimeUnit.SECONDS));
            assertEquals(1, pings.get());
        }
    }

    /** Where messages are sent on a connection of its own, that may be dead while the other is not. */
    @Test
    void aConnectionThatNeverAnswersIsGivenUpWhateverComes() throws Exception {
        try (BrokerBus bus = bus(listener -> {
            pings.incrementAndGet();
            listener.received("somewhere", new byte[1]);
            throw new IllegalStateException();
        })) {
            bus.start();

            assertTrue(disconnected.await(30, TimeUnit.SECONDS));
            assertEquals(3, pings.get());
        }
    }

    private BrokerBus bus(Consumer<LinkListener> ping) {
        return new BrokerBus("a broker", 1, new OneLink(ping), new Context());
    }

    /** Connects once, to a link that is only pinged. */
    private record OneLink(Consumer<LinkListener> ping, AtomicInteger links) implements Connector {

        OneLink(Consumer<LinkListener> ping) {
            this(ping, new AtomicInteger());
        }

        @Override
        public Link connect(LinkListener listener) throws IOException {
            if (links.getAndIncrement() > 0) {
                throw new IOException("there is one link only");
            }
            return new QuietLink() {
                @Override
                public void ping() throws IOException {
                    try {
                        ping.accept(listener);
                    } catch (IllegalStateException e) {
                        throw new IOException("no answer", e);
                    }
                }
            };
        }

        @Override
        public void close() {}
    }

    private final class Context implements BusContext {

        @Override
        public String prefix() {
            return "app";
        }

        @Override
        public Optional<String> setting(String name) {
            return Optional.empty();
        }

        @Override
        public void received(String channel, byte[] message) {}

        @Override
        public void connected() {}

        @Override
        public void disconnected(Throwable cause) {
            disconnected.countDown();
        }

        @Override
        public ThreadFactory threads() {
            return Thread::new;
        }
    }
}
