package org.garuda.channels.tck.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.spi.BusProvider;

/** Whether a bus works with a URL and settings, for tests of one broker's own ways. */
public final class BusTrial {

    private static final long DEADLINE_SECONDS = 60;

    private BusTrial() {}

    /** It connects, and its largest message comes back. */
    public static void works(BusProvider provider, String url, RecordingContext context) throws Exception {
        try (Bus bus = provider.create(URI.create(url), context)) {
            bus.start();
            bus.subscribe("own").toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            context.awaitConnected(1);
            assertTrue(bus.publish("own", new byte[bus.maxMessageBytes()]));
            context.awaitMessages("own", 1);
        }
    }

    /** It does not connect, as the engine is told; gives the reason. */
    public static String fails(BusProvider provider, String url, RecordingContext context) throws Exception {
        try (Bus bus = provider.create(URI.create(url), context)) {
            bus.start();
            context.awaitDisconnected(1);
            assertEquals(List.of("disconnected"), context.news());
            return context.causes().get(0).toString();
        }
    }
}
