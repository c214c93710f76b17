package org.garuda.channels.tck.user;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.spi.BusContext;
import org.garuda.channels.spi.BusProvider;
import org.garuda.channels.spi.Incubating;

/** A bus for one node, which hears itself alone. */
@Incubating
public final class LonelyBus implements Bus {

    private final BusContext context;
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    private LonelyBus(BusContext context) {
        this.context = context;
    }

    /** Makes it for {@code lonely:node}. */
    public static final class Provider implements BusProvider {

        /** Made by the service loader. */
        public Provider() {}

        @Override
        public boolean accepts(URI url) {
            return "lonely".equals(url.getScheme());
        }

        @Override
        public Bus create(URI url, BusContext context) {
            return new LonelyBus(context);
        }
    }

    @Override
    public void start() {
        context.connected();
    }

    @Override
    public CompletionStage<Void> subscribe(String channel) {
        wanted.add(channel);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void unsubscribe(String channel) {
        wanted.remove(channel);
    }

    @Override
    public boolean publish(String channel, byte[] message) {
        if (wanted.contains(channel)) {
            context.received(channel, message);
        }
        return true;
    }

    @Override
    public int maxMessageBytes() {
        return 1 << 20;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public void close() {
        wanted.clear();
    }

    @Override
    public String toString() {
        return "lonely:node as " + context.prefix();
    }
}
