package org.garuda.channels.core.internal.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.config.BusSettings;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.spi.BusContext;

/** What a bus is told, and what it tells. */
final class NodeContext implements BusContext {

    /** Whom a bus tells. Any thread calls it; nothing here waits. */
    interface News {

        void received(String channel, byte[] message);

        void connected();

        void disconnected(Throwable cause);
    }

    private static final String PREFIX = "channels";

    private final BusSettings settings;
    private final News news;
    private final ThreadFactory threads;

    NodeContext(BusSettings settings, CallContext context, News news) {
        this.settings = settings;
        this.news = news;
        this.threads = new Threads(context);
    }

    @Override
    public String prefix() {
        return settings.prefix().isEmpty() ? PREFIX : settings.prefix();
    }

    @Override
    public Optional<String> setting(String name) {
        String value = Map.of(
                        "user", settings.user(),
                        "password", settings.password(),
                        "ca-file", settings.caFile(),
                        "certificate-file", settings.certificateFile(),
                        "key-file", settings.keyFile())
                .getOrDefault(name, "");
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    @Override
    public void received(String channel, byte[] message) {
        news.received(channel, message);
    }

    @Override
    public void connected() {
        news.connected();
    }

    @Override
    public void disconnected(Throwable cause) {
        news.disconnected(cause);
    }

    @Override
    public ThreadFactory threads() {
        return threads;
    }

    /** Daemons with the application's context. */
    private static final class Threads implements ThreadFactory {

        private final CallContext context;
        private final AtomicInteger number = new AtomicInteger();

        Threads(CallContext context) {
            this.context = context;
        }

        @Override
        public Thread newThread(Runnable task) {
            Thread thread =
                    new Thread(null, () -> context.run(task), "channels-bus-" + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return thread;
        }
    }
}
