package org.garuda.channels.tck.bus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.garuda.channels.spi.BusContext;

/** Remembers what a bus tells, and waits for it. */
public final class RecordingContext implements BusContext {

    private static final long DEADLINE_SECONDS = 15;

    private final String prefix;
    private final Map<String, String> settings = new ConcurrentHashMap<>();
    private final AtomicInteger threads = new AtomicInteger();

    private final Map<String, List<byte[]>> messages = new HashMap<>();
    private final List<String> news = new ArrayList<>();
    private final List<Throwable> causes = new ArrayList<>();
    private int connected;
    private volatile Runnable onConnected = () -> {};
    private volatile Runnable onReceived = () -> {};

    public RecordingContext(String prefix) {
        this.prefix = prefix;
    }

    /** Sets one of the settings beside the URL. */
    public RecordingContext with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Is run within each later {@link #connected}. */
    public void onConnected(Runnable action) {
        onConnected = action;
    }

    /** Is run within each later {@link #received}. */
    public void onReceived(Runnable action) {
        onReceived = action;
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    @Override
    public void received(String channel, byte[] message) {
        synchronized (this) {
            messages.computeIfAbsent(channel, unused -> new ArrayList<>()).add(message);
            notifyAll();
        }
        onReceived.run();
    }

    @Override
    public void connected() {
        onConnected.run();
        synchronized (this) {
            news.add("connected");
            connected++;
            notifyAll();
        }
    }

    @Override
    public void disconnected(Throwable cause) {
        synchronized (this) {
            news.add("disconnected");
            causes.add(cause);
            notifyAll();
        }
    }

    @Override
    public ThreadFactory threads() {
        return work -> {
            Thread thread = new Thread(work, prefix + "-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** What has been told of connections, oldest first. */
    public synchronized List<String> news() {
        return List.copyOf(news);
    }

    /** Why connections were lost or not made. */
    public synchronized List<Throwable> causes() {
        return List.copyOf(causes);
    }

    /** A channel's messages so far. */
    public synchronized List<byte[]> messages(String channel) {
        return List.copyOf(messages.getOrDefault(channel, List.of()));
    }

    /** Waits until so many connections have been told since the beginning. */
    public void awaitConnected(int times) {
        await("connected " + times + " times", () -> connected >= times);
    }

    /** Waits until so many losses, or failures for new reasons, have been told since the beginning. */
    public void awaitDisconnected(int times) {
        await("disconnected " + times + " times", () -> causes.size() >= times);
    }

    /** Waits until so many messages of a channel have come, and gives them. */
    public List<byte[]> awaitMessages(String channel, int count) {
        await(count + " messages of " + channel, () -> messages(channel).size() >= count);
        return messages(channel);
    }

    /** Waits for something that is told here. */
    public synchronized void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        try {
            while (!condition.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError(prefix + " waited in vain for: " + what + "; it was told " + news + " for "
                            + causes + ", and got "
                            + messages.entrySet().stream()
                                    .map(one ->
                                            one.getKey() + ": " + one.getValue().size())
                                    .limit(10)
                                    .toList());
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
