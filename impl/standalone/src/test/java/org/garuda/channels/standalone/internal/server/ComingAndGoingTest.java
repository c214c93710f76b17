package org.garuda.channels.standalone.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ServerAccess;
import org.garuda.channels.standalone.internal.fixture.Heap;
import org.garuda.channels.standalone.internal.fixture.RawClient;
import org.junit.jupiter.api.Test;

/**
 * Clients that connect, join, and go in every way there is: in order, without a word, with a leave or without, and with
 * a reset.
 */
class ComingAndGoingTest {

    private static final int WARM_UP = 1_000;
    private static final int CYCLES = 10_000;
    private static final int SECONDS_TO_SETTLE = 3;
    private static final long MOST_GROWTH_BYTES = 1024 * 1024;
    private static final Map<String, Integer> NOBODY =
            Map.of("clients", 0, "identified", 0, "topics", 0, "departing", 0);

    @Test
    void tenThousandClientsLeaveNothingBehind() throws Exception {
        Guestbook guestbook = new Guestbook();
        try (ChannelServer server =
                ChannelServer.builder().port(0).handler("rooms:*", guestbook).start()) {
            comeAndGo(server, WARM_UP);
            await(
                    "everybody is gone",
                    () -> NOBODY.equals(ServerAccess.engine(server).inventory()));
            guestbook.seen.clear();
            long heapBefore = Heap.usedAfter(SECONDS_TO_SETTLE);
            int threadsBefore = Thread.activeCount();

            comeAndGo(server, CYCLES);

            await(
                    "everybody is gone",
                    () -> NOBODY.equals(ServerAccess.engine(server).inventory()));
            assertEquals(WARM_UP + CYCLES, guestbook.disconnected.get());
            assertEquals(WARM_UP + CYCLES, guestbook.terminated.get());
            assertEquals(3 * CYCLES, guestbook.seen.size());
            await("no client and no channel is held", () -> {
                Heap.collect();
                return guestbook.seen.stream().allMatch(seen -> seen.refersTo(null));
            });
            guestbook.seen.clear();
            long heapAfter = Heap.usedAfter(SECONDS_TO_SETTLE);
            System.out.println("heap in use before and after " + CYCLES + " clients: " + heapBefore + ", " + heapAfter);
            assertTrue(heapAfter - heapBefore < MOST_GROWTH_BYTES, () -> "from " + heapBefore + " to " + heapAfter);
            await("no thread more than before", () -> Thread.activeCount() <= threadsBefore);
        }
    }

    private static void comeAndGo(ChannelServer server, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            String topic = "rooms:" + i;
            RawClient client = new RawClient(server, "vsn=2.0.0&user=" + i).join(topic);
            if (i % 3 > 0) {
                client.text("[\"1\",\"2\",\"" + topic + "\",\"phx_leave\",{}]")
                        .expect("[\"1\",\"2\",\"" + topic + "\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]")
                        .expect("[\"1\",\"1\",\"" + topic + "\",\"phx_close\",{}]");
            }
            switch (i % 4) {
                case 0 -> client.sayGoodbye().expect("close 1000").close();
                case 1 -> client.sayGoodbye().close();
                case 2 -> client.reset();
                default -> client.close();
            }
        }
    }

    private static void await(String what, BooleanSupplier holds) {
        long start = System.nanoTime();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60), "not within 60 s: " + what);
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    /** Remembers everybody, and holds nobody. */
    private static final class Guestbook implements ChannelHandler {
        private final Queue<WeakReference<Object>> seen = new ConcurrentLinkedQueue<>();
        private final AtomicInteger terminated = new AtomicInteger();
        private final AtomicInteger disconnected = new AtomicInteger();

        @Override
        public void connect(ChannelHandshake handshake) {
            handshake.parameter("user").ifPresent(handshake::identify);
            seen.add(new WeakReference<>(handshake.client()));
            seen.add(new WeakReference<>(handshake));
        }

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            seen.add(new WeakReference<>(conn));
            conn.assigns().put("large", new byte[10_000]);
            conn.allowJoin(event);
        }

        @Override
        public void terminated(ChannelConn conn, TerminationReason reason) {
            terminated.incrementAndGet();
        }

        @Override
        public void disconnect(ChannelClient client) {
            disconnected.incrementAndGet();
        }
    }
}
