package org.garuda.channels.core.internal.broker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One try to connect, and the link if it succeeds: subscribed as the engine wants, pinged, and watched until it is
 * lost. Served by the bus's connecting thread; the link speaks to it on any.
 */
final class Attempt implements LinkListener {

    private static final System.Logger LOG = System.getLogger(Attempt.class.getName());
    private static final Duration PING_EACH = Duration.ofSeconds(1);

    /** One of two connections may be dead while messages come on the other. */
    private static final int MOST_UNANSWERED = 3;

    private final String name;
    private final Connector connector;
    private final EngineCalls engine;
    private final Subscriptions subscriptions;
    private final SendQueue queue;
    private final Semaphore work;

    private volatile @Nullable Link link;
    private volatile @Nullable Throwable dropped;

    /** How many messages have come, be it that nobody wants them. */
    private final AtomicLong arrived = new AtomicLong();

    /** Why the link is lost, once it is. */
    @GuardedBy("engine")
    private @Nullable Throwable lost;

    /** Whether what is published goes to this link. */
    @GuardedBy("engine")
    private boolean sends;

    @GuardedBy("engine")
    private boolean over;

    // Of the connecting thread alone.
    private boolean up;
    private long nextPing;

    /**
     * @param name what the bus is called in the log
     * @param work released when there is something to do for the thread that serves
     */
    Attempt(
            String name,
            Connector connector,
            EngineCalls engine,
            Subscriptions subscriptions,
            SendQueue queue,
            Semaphore work) {
        this.name = name;
        this.connector = connector;
        this.engine = engine;
        this.subscriptions = subscriptions;
        this.queue = queue;
        this.work = work;
    }

    @Override
    public void received(String channel, byte[] message) {
        arrived.incrementAndGet();
        engine.received(channel, message, () -> counts(channel));
    }

    private boolean counts(String channel) {
        synchronized (engine) {
            return !over && subscriptions.wants(channel);
        }
    }

    @Override
    public void lost(Throwable cause) {
        synchronized (engine) {
            if (over || lost != null) {
                return;
            }
            lost = cause;
            if (sends) {
                queue.shut();
            }
        }
        work.release();
    }

    @Override
    public void dropped(Throwable cause) {
        dropped = cause;
        work.release();
    }

    /** Whether this is its link. */
    boolean has(Link other) {
        return other.equals(link);
    }

    /** Whether the link stood, and the engine was told so. */
    boolean wasUp() {
        return up;
    }

    /** Connects and serves the link until it is lost, and tells why that is. */
    Throwable serve() {
        try {
            Link made = connector.connect(this);
            link = made;
            int toConfirm = subscriptions.restart();
            while (toConfirm > 0) {
                toConfirm -= Math.max(1, subscribeSome(made));
                check();
            }
            rise(made);
            while (true) {
                serveOnce(made);
            }
        } catch (Throwable e) {
            Throwable cause;
            synchronized (engine) {
                cause = lost == null ? e : lost;
                over = true;
                queue.shut();
                sends = false;
            }
            subscriptions.lost();
            return cause;
        }
    }

    /** Publishing is allowed before the engine is told, so that it may do so within that call. */
    private void rise(Link made) throws LostException {
        synchronized (engine) {
            check();
            sends = true;
            queue.open(made);
        }
        up = true;
        nextPing = System.nanoTime() + PING_EACH.toNanos();
        engine.connected();
    }

    private void serveOnce(Link made) throws Exception {
        check();
        Throwable missing = dropped;
        if (missing != null) {
            dropped = null;
            engine.disconnected(missing);
            engine.connected();
        }
        unsubscribeSome(made);
        subscribeSome(made);
        if (nextPing - System.nanoTime() <= 0) {
            ask(made);
            nextPing = System.nanoTime() + PING_EACH.toNanos();
        }
        if (!subscriptions.hasWork()
                && work.tryAcquire(Math.max(0, nextPing - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            work.drainPermits();
        }
    }

    /**
     * Asks the broker whether it is there. An answer may wait behind what comes, as it does for a node that stood still
     * and has to read what has come meanwhile; so a link is given up at once only when nothing comes on it.
     */
    private void ask(Link made) throws Exception {
        for (int unanswered = 1; ; unanswered++) {
            long before = arrived.get();
            try {
                made.ping();
                return;
            } catch (IOException e) {
                if (arrived.get() == before || unanswered == MOST_UNANSWERED) {
                    throw e;
                }
            }
            check();
        }
    }

    private void unsubscribeSome(Link made) throws Exception {
        List<String> batch = subscriptions.nextToUnsubscribe(BrokerBus.BATCH);
        if (!batch.isEmpty()) {
            made.unsubscribe(batch);
        }
    }

    private int subscribeSome(Link made) throws Exception {
        List<String> batch = subscriptions.nextToSubscribe(BrokerBus.BATCH);
        if (!batch.isEmpty()) {
            Map<String, String> refused = made.subscribe(batch);
            String gone = subscriptions.settle(batch, refused);
            if (gone != null) {
                throw new LostException(name + " refuses the channel " + gone + ", which it has allowed before: "
                        + Objects.requireNonNull(refused.get(gone), gone));
            }
        }
        return batch.size();
    }

    private void check() throws LostException {
        if (isLost() || engine.isSilent()) {
            // Told to nobody: the first loss is what is told, and after the end nothing is.
            throw new LostException(name + " is lost");
        }
    }

    private boolean isLost() {
        synchronized (engine) {
            return lost != null;
        }
    }

    /** Closes the link, if there is one; once, after it was served. */
    void closeLink() {
        Link made = link;
        if (made == null) {
            return;
        }
        try {
            if (engine.isSilent() && up && !isLost()) {
                // What was sent is written to the network then, not only on its way there.
                made.ping();
            }
        } catch (Throwable e) {
            LOG.log(Level.DEBUG, () -> name + " did not take what was sent last", e);
        }
        try {
            made.close();
        } catch (Throwable e) {
            LOG.log(Level.DEBUG, () -> "a connection to " + name + " could not be closed in order", e);
        }
    }

    private static final class LostException extends Exception {
        private static final long serialVersionUID = 1L;

        LostException(String message) {
            super(message);
        }
    }
}
