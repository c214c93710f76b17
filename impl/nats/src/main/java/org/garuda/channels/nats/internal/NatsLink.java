package org.garuda.channels.nats.internal;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.core.internal.broker.BrokerBus;
import org.garuda.channels.core.internal.broker.Link;
import org.garuda.channels.core.internal.broker.LinkListener;
import org.garuda.channels.core.internal.broker.Patience;
import org.garuda.channels.spi.BusContext;
import org.jspecify.annotations.Nullable;

/** One connection, with threads of its own: one that reads, one that writes, one that hands messages on, and two more. */
final class NatsLink implements Link {

    /** What waits to be handed on; then the library drops what comes, and tells it once until there is room again. */
    private static final long MOST_RECEIVED_MESSAGES = 65_536;

    private static final long MOST_RECEIVED_BYTES = 32L << 20;

    /** After so much the server is asked whether it has it, so that no more is ever on its way. */
    private static final long WINDOW_BYTES = 1L << 20;

    /** Counted for each message on top, so that the window closes before the library's queue of 5,000 is full. */
    private static final int MESSAGE_BYTES = 256;

    private static final Pattern REFUSED =
            Pattern.compile("Permissions Violation for Subscription to \"([^\"]+)\"", Pattern.CASE_INSENSITIVE);

    private final String prefix;
    private final ExecutorService threads;
    private final ExecutorService news;
    private final ScheduledExecutorService timer;
    private final Listener listener;
    private @Nullable Connection connection;
    private @Nullable Dispatcher dispatcher;
    private long onItsWay;

    private NatsLink(BusContext context, LinkListener listener) {
        this.prefix = context.prefix() + ".";
        this.threads = Executors.newCachedThreadPool(context.threads());
        // One thread, so that news is told in order, and all of it has been told when the last of it has.
        this.news = Executors.newSingleThreadExecutor(context.threads());
        this.timer = Executors.newSingleThreadScheduledExecutor(context.threads());
        this.listener = new Listener(listener);
    }

    /** Tries each of the servers once. */
    static NatsLink open(String name, Options.Builder options, BusContext context, LinkListener listener)
            throws Exception {
        NatsLink link = new NatsLink(context, listener);
        try {
            link.connect(options);
            return link;
        } catch (InterruptedException e) {
            link.close();
            throw e;
        } catch (Exception e) {
            link.close();
            // What a server said tells more than that there was no connection.
            String said = link.listener.said;
            throw new IOException(name + ": " + (said == null ? e.getMessage() : said), e);
        }
    }

    private void connect(Options.Builder options) throws Exception {
        Connection opened = Nats.connect(options.executor(threads)
                .connectExecutor(threads)
                .callbackExecutor(news)
                .scheduledExecutor(timer)
                .connectionListener(listener)
                .errorListener(listener)
                .build());
        connection = opened;
        long most = opened.getMaxPayload();
        if (most >= 0 && most < BrokerBus.MOST_MESSAGE_BYTES) {
            throw new IOException("the NATS server takes messages of " + most + " bytes only: set its max_payload to "
                    + BrokerBus.MOST_MESSAGE_BYTES + " at least");
        }
        listener.connected = true;
        if (opened.getStatus() != Connection.Status.CONNECTED) {
            throw new IOException("NATS has closed the connection");
        }
        Dispatcher handsOn = opened.createDispatcher(this::received);
        // 512k messages and 64 MB by default.
        handsOn.setPendingLimits(MOST_RECEIVED_MESSAGES, MOST_RECEIVED_BYTES);
        dispatcher = handsOn;
    }

    private void received(Message message) {
        listener.listener.received(message.getSubject().substring(prefix.length()), message.getData());
    }

    @Override
    public Map<String, String> subscribe(List<String> channels) throws Exception {
        for (String channel : channels) {
            dispatcher().subscribe(prefix + channel);
        }
        // The server answers in order: what it refuses it says before it answers the ping.
        ping();
        news.submit(() -> {}).get(NatsConnector.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        Map<String, String> refused = new HashMap<>();
        for (String channel : channels) {
            String said = listener.refused.remove(prefix + channel);
            if (said != null) {
                dispatcher().unsubscribe(prefix + channel);
                refused.put(channel, said);
            }
        }
        return refused;
    }

    @Override
    public void unsubscribe(List<String> channels) {
        for (String channel : channels) {
            dispatcher().unsubscribe(prefix + channel);
        }
    }

    @Override
    public void send(String channel, byte[] message) throws Exception {
        connection().publish(prefix + channel, message);
        onItsWay += message.length + MESSAGE_BYTES;
        if (onItsWay > WINDOW_BYTES) {
            ping();
            onItsWay = 0;
        }
    }

    @Override
    public void flush() {
        // The library's thread writes whatever there is, as soon as it can.
    }

    @Override
    public void ping() throws Exception {
        if (!Patience.answered(NatsConnector.TIMEOUT, this::flushed)) {
            throw new IOException("NATS has not answered a ping for " + NatsConnector.TIMEOUT.toSeconds() + " seconds");
        }
    }

    private boolean flushed(long nanos) throws InterruptedException {
        try {
            connection().flush(Duration.ofNanos(nanos));
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            Connection open = connection;
            if (open != null) {
                open.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
            news.shutdownNow();
            timer.shutdownNow();
        }
    }

    private Connection connection() {
        return Objects.requireNonNull(connection, "connected");
    }

    private Dispatcher dispatcher() {
        return Objects.requireNonNull(dispatcher, "connected");
    }

    /** Called by the one thread for news. */
    private static final class Listener implements ConnectionListener, ErrorListener {

        private final LinkListener listener;

        /** What the server said of subjects, until it is asked for. */
        private final Map<String, String> refused = new ConcurrentHashMap<>();

        /** Until then, whoever connects tells what went wrong. */
        private volatile boolean connected;

        private volatile @Nullable String said;
        private volatile @Nullable Exception last;

        Listener(LinkListener listener) {
            this.listener = listener;
        }

        @Override
        @SuppressWarnings("deprecation") // The only method that the library asks for; the other one calls it.
        public void connectionEvent(Connection connection, Events event) {
            if (connected && (event == Events.DISCONNECTED || event == Events.CLOSED)) {
                listener.lost(new IOException("NATS has closed the connection", last));
            }
        }

        @Override
        public void errorOccurred(Connection connection, String error) {
            Matcher subject = REFUSED.matcher(error);
            if (subject.find()) {
                refused.put(subject.group(1), error);
            } else {
                said = error;
                if (connected) {
                    listener.lost(new IOException("NATS says: " + error));
                }
            }
        }

        @Override
        public void exceptionOccurred(Connection connection, Exception exception) {
            last = exception;
        }

        @Override
        public void slowConsumerDetected(Connection connection, Consumer consumer) {
            listener.dropped(new IOException("more messages came than could be taken in: some were dropped"));
        }
    }
}
