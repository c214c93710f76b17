package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.garuda.channels.config.ChannelsConfig;
import org.garuda.channels.core.internal.metrics.Counter;
import org.junit.jupiter.api.AfterEach;

/** A server with a room and a route for each test, that can be had with other settings. */
abstract class ServedRooms {

    static final int DEADLINE_SECONDS = 90;

    ChannelServer server = rooms(ChannelsConfig.builder()).start();

    static ChannelServerBuilder rooms(ChannelsConfig.Builder config) {
        return ChannelServer.builder()
                .port(0)
                .config(config.build())
                .handler(new RoomHandler())
                .http("/echo", request -> HttpResponse.text(200, "<" + request.method() + " " + request.text() + ">"));
    }

    void restart(ChannelsConfig.Builder config) {
        restart(rooms(config));
    }

    void restart(ChannelServerBuilder next) {
        server.close();
        server = next.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    long count(Counter counter) {
        return server.engine().runtime().counters().get(counter);
    }

    void awaitCount(Counter counter, long wanted) throws InterruptedException {
        await(() -> counter + " is " + count(counter) + ", not " + wanted, () -> count(counter) >= wanted);
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        await(() -> what + " did not come about within " + DEADLINE_SECONDS + " s", condition);
    }

    private static void await(Supplier<String> missing, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, missing);
            Thread.sleep(10);
        }
    }
}
