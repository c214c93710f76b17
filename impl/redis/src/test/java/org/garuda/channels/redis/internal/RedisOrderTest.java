package org.garuda.channels.redis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.core.internal.broker.BrokerUrl;
import org.garuda.channels.core.internal.broker.Link;
import org.garuda.channels.core.internal.broker.LinkListener;
import org.garuda.channels.tck.bus.BrokerFixture;
import org.garuda.channels.tck.bus.BrokerProcess;
import org.garuda.channels.tck.bus.RecordingContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The order of what one link sends. */
class RedisOrderTest {

    private static final int MESSAGES = 100_000;

    @RegisterExtension
    static final BrokerFixture BROKER = BrokerFixture.of(() -> BrokerProcess.start(
            "redis-server", (port, folder) -> List.of("--port", "" + port, "--bind", "127.0.0.1", "--save", "")));

    /** One thread pinged while another sent: both had the library write what waited, and the later part went first. */
    @Test
    void aPingBetweenMessagesDoesNotChangeTheirOrder() throws Exception {
        Reader reader = new Reader();
        RecordingContext context = new RecordingContext("app");
        URI url = URI.create("redis://127.0.0.1:" + BROKER.broker().port());
        RedisConnector connector = new RedisConnector(BrokerUrl.read(url, context, 0), context);
        Link link = connector.connect(reader);
        AtomicBoolean done = new AtomicBoolean();
        Thread pings = new Thread(() -> {
            try {
                while (!done.get()) {
                    link.ping();
                }
            } catch (Exception e) {
                reader.lost(e);
            }
        });
        try {
            link.subscribe(List.of("numbers"));
            pings.start();
            for (int i = 0; i < MESSAGES; i++) {
                link.send("numbers", ByteBuffer.allocate(4).putInt(i).array());
                if (i % 8 == 7) {
                    link.flush();
                }
            }

            assertTrue(reader.all.await(60, TimeUnit.SECONDS), "not everything came");
            assertEquals(0, reader.disordered.get());
        } finally {
            done.set(true);
            pings.join();
            link.close();
            connector.close();
        }
    }

    private static final class Reader implements LinkListener {

        private final CountDownLatch all = new CountDownLatch(MESSAGES);
        private final AtomicInteger disordered = new AtomicInteger();
        private int next;

        @Override
        public void received(String channel, byte[] message) {
            int number = ByteBuffer.wrap(message).getInt();
            if (number != next) {
                disordered.incrementAndGet();
            }
            next = number + 1;
            all.countDown();
        }

        @Override
        public void lost(Throwable cause) {
            disordered.incrementAndGet();
        }

        @Override
        public void dropped(Throwable cause) {
            disordered.incrementAndGet();
        }
    }
}
