package org.garuda.channels.core.internal.broker;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.spi.BusContext;
import org.jspecify.annotations.Nullable;

/**
 * The bus of any broker. One thread connects, subscribes, asks the broker each second whether it is there, and tells
 * the engine; another sends. The client library's own reconnecting stays off: a link that is lost is replaced by a new
 * one, and what the old one held is gone.
 */
public final class BrokerBus implements Bus {

    /** So many channels are asked for in one go: a broker cuts off who asks for hundreds of thousands at once. */
    public static final int BATCH = 512;

    /** Fits below what brokers take by default (NATS: 1 MB), and keeps nobody waiting for long. */
    public static final int MOST_MESSAGE_BYTES = 256 << 10;

    private static final System.Logger LOG = System.getLogger(BrokerBus.class.getName());

    private static final int FIRST_PAUSE_MILLIS = 250;
    private static final int LONGEST_PAUSE_MILLIS = 1000;
    private static final Duration TO_SEND_THE_REST = Duration.ofSeconds(2);
    private static final Duration TO_END_BY_ITSELF = Duration.ofSeconds(1);
    private static final Duration TO_END_INTERRUPTED = Duration.ofSeconds(2);

    private final String name;
    private final int channels;
    private final Connector connector;
    private final BusContext context;
    private final EngineCalls engine;

    private final Subscriptions subscriptions = new Subscriptions();
    private final SendQueue queue = new SendQueue();

    /** Released when there is something to do for the connecting thread. */
    private final Semaphore work = new Semaphore(0);

    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile @Nullable Attempt current;
    private @Nullable Thread connecting;
    private @Nullable Thread sending;

    /**
     * A bus that is not started.
     *
     * @param name the broker's kind and addresses, without secrets
     * @param channels how many are cheap
     */
    public BrokerBus(String name, int channels, Connector connector, BusContext context) {
        this.name = name;
        this.channels = channels;
        this.connector = connector;
        this.context = context;
        this.engine = new EngineCalls(name, context);
    }

    @Override
    public void start() {
        if (closing.get() || !started.compareAndSet(false, true)) {
            return;
        }
        Thread connects = context.threads().newThread(this::connectForEver);
        Thread sends = context.threads().newThread(this::sendForEver);
        connecting = connects;
        sending = sends;
        connects.start();
        sends.start();
    }

    @Override
    public CompletionStage<Void> subscribe(String channel) {
        CompletionStage<Void> stage = subscriptions.subscribe(channel);
        work.release();
        return stage;
    }

    @Override
    public void unsubscribe(String channel) {
        subscriptions.unsubscribe(channel);
        work.release();
    }

    @Override
    public boolean publish(String channel, byte[] message) {
        if (message.length > MOST_MESSAGE_BYTES) {
            throw new IllegalArgumentException("a message of " + message.length + " bytes is larger than the "
                    + MOST_MESSAGE_BYTES + " that this bus takes");
        }
        return queue.offer(channel, message);
    }

    @Override
    public double load() {
        return queue.load();
    }

    @Override
    public int maxMessageBytes() {
        return MOST_MESSAGE_BYTES;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            if (started.get()) {
                queue.drain(TO_SEND_THE_REST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        engine.silence();
        ended.countDown();
        queue.end();
        work.release();
        subscriptions.close();
        end(sending, connecting);
    }

    /** Waits for the ends of threads; those that still wait for the network after a while are interrupted. */
    private static void end(@Nullable Thread... threads) {
        try {
            if (!join(TO_END_BY_ITSELF, threads)) {
                for (Thread thread : threads) {
                    if (thread != null) {
                        thread.interrupt();
                    }
                }
                join(TO_END_INTERRUPTED, threads);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean join(Duration most, @Nullable Thread... threads) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        boolean all = true;
        for (Thread thread : threads) {
            if (thread != null) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
                all &= !thread.isAlive();
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return name;
    }

    private void connectForEver() {
        String told = "";
        while (!engine.isSilent()) {
            Attempt attempt = new Attempt(name, connector, engine, subscriptions, queue, work);
            current = attempt;
            Throwable cause = attempt.serve();
            String reason = String.valueOf(cause.getMessage());
            if (attempt.wasUp() || !reason.equals(told)) {
                told = reason;
                engine.disconnected(cause);
            }
            attempt.closeLink();
            pause(attempt.wasUp());
        }
        try {
            connector.close();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, () -> name + " could not be closed in order", e);
        }
    }

    /** 250 milliseconds after a connection that stood, for brokers that restart; up to a second after one that did not. */
    private void pause(boolean wasUp) {
        int longest = wasUp ? FIRST_PAUSE_MILLIS * 2 : LONGEST_PAUSE_MILLIS;
        try {
            boolean over = ended.await(
                    ThreadLocalRandom.current().nextInt(FIRST_PAUSE_MILLIS, longest + 1), TimeUnit.MILLISECONDS);
            if (over) {
                LOG.log(Level.TRACE, "closed");
            }
        } catch (InterruptedException e) {
            LOG.log(Level.TRACE, "interrupted by close", e);
        }
    }

    private void sendForEver() {
        while (!engine.isSilent()) {
            SendQueue.@Nullable Batch batch = null;
            try {
                batch = queue.take();
                if (batch != null) {
                    for (SendQueue.Message message : batch.messages()) {
                        batch.link().send(message.channel(), message.bytes());
                    }
                    batch.link().flush();
                    queue.sent(batch);
                }
            } catch (Throwable e) {
                Attempt attempt = current;
                if (batch != null && attempt != null && attempt.has(batch.link())) {
                    attempt.lost(e);
                }
            }
        }
    }
}
