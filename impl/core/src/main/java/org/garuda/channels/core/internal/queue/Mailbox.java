package org.garuda.channels.core.internal.queue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.garuda.channels.config.ClientLimits;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be done for one client, one thing after the other. A thing that cannot block is done by the thread that
 * brings it, if nothing is before it; anything else is handed over.
 */
public final class Mailbox {

    private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** One thing to do. */
    public interface Item {
        /** Whether doing it may block, so that it must leave the bringing thread. */
        boolean mayBlock();

        /** Does it; never throws. */
        void run();

        /** How much memory it holds for the client, in bytes. */
        default int bytes() {
            return 0;
        }

        /** Whether this is a client's message, which may be forgotten when the client is. */
        default boolean forgettable() {
            return false;
        }

        /** Whether this is done in its turn if that comes soon, and before it if it does not. */
        default boolean urgent() {
            return false;
        }
    }

    private final int mostItems;
    private final long mostBytes;
    private final Executor executor;
    private final LongSupplier clock;
    private final Consumer<Throwable> failed;

    @GuardedBy("this")
    private final ArrayDeque<Item> items = new ArrayDeque<>(2);

    @GuardedBy("this")
    private long bytes;

    @GuardedBy("this")
    private boolean busy;

    @GuardedBy("this")
    private @Nullable BooleanSupplier awaited;

    @GuardedBy("this")
    private @Nullable Runnable onCaughtUp;

    @GuardedBy("this")
    private long turnSince;

    /** @param failed told of what an item throws */
    public Mailbox(ClientLimits limits, Executor executor, LongSupplier clock, Consumer<Throwable> failed) {
        this.mostItems = limits.pendingMessages();
        this.mostBytes = Math.max(limits.pendingBytes(), limits.messageBytes());
        this.executor = executor;
        this.clock = clock;
        this.failed = failed;
    }

    /**
     * Puts a message behind the others.
     *
     * @return null, or why it was not taken: too much waits already
     */
    @Nullable
    public CloseReason put(Item item) {
        synchronized (this) {
            if (items.size() >= mostItems) {
                return CloseReason.FLOODING;
            }
            if (bytes + item.bytes() > mostBytes) {
                return CloseReason.FLOODING_BYTES;
            }
            items.add(item);
            bytes += item.bytes();
            if (busy) {
                return null;
            }
            busy = true;
        }
        work(false);
        return null;
    }

    /** Puts something of the engine's own before the waiting messages, whatever the limit. */
    public void putFirst(Item item) {
        synchronized (this) {
            items.addFirst(item);
            if (busy) {
                return;
            }
            busy = true;
        }
        work(false);
    }

    /** Puts something of the engine's own behind the waiting messages, whatever the limit. */
    public void putLast(Item item) {
        synchronized (this) {
            items.add(item);
            if (busy) {
                return;
            }
            busy = true;
        }
        work(false);
    }

    /**
     * Whether more than a quarter of what may wait does so. Whoever brings the messages may then hold back, so that a
     * client is slowed down rather than closed.
     *
     * @param caughtUp called once, if this tells true, when half of that is left; any thread, under no lock
     */
    public synchronized boolean isAhead(Runnable caughtUp) {
        boolean ahead = items.size() > mostItems / 4 || bytes > mostBytes / 4;
        onCaughtUp = ahead ? caughtUp : null;
        return ahead;
    }

    /** Whether somebody holds back. */
    public synchronized boolean isHeldBack() {
        return onCaughtUp != null;
    }

    /**
     * Whether what has its turn, or is awaited, has kept the others waiting for so long that something urgent should
     * not join them.
     */
    public synchronized boolean isStuck() {
        return (busy || awaited != null) && clock.getAsLong() - turnSince > STUCK_NANOS;
    }

    /** Does what is urgent and has not had its turn yet. */
    public void runUrgent() {
        List<Item> urgent;
        synchronized (this) {
            urgent = items.stream().filter(Item::urgent).toList();
            if (urgent.isEmpty()) {
                return;
            }
            items.removeIf(Item::urgent);
            for (Item item : urgent) {
                bytes -= item.bytes();
            }
        }
        urgent.forEach(this::run);
    }

    /** Forgets the client's messages that wait; what the engine has put there stays. */
    public synchronized void forgetMessages() {
        items.removeIf(Item::forgettable);
        bytes = items.stream().mapToLong(Item::bytes).sum();
    }

    /**
     * Lets nothing more run until the condition holds; whoever makes it hold calls {@link #resume}. Called by the item
     * that runs.
     */
    public synchronized void pauseUntil(BooleanSupplier condition) {
        awaited = condition;
    }

    /**
     * Puts the item that runs back before all others, until the condition holds; whoever makes it hold calls {@link
     * #resume}. Called by that item.
     */
    public synchronized void again(Item item, BooleanSupplier condition) {
        items.addFirst(item);
        bytes += item.bytes();
        awaited = condition;
    }

    /** Goes on if what was awaited has come. */
    public void resume() {
        synchronized (this) {
            if (busy || items.isEmpty()) {
                return;
            }
            busy = true;
        }
        work(false);
    }

    private void work(boolean handedOver) {
        while (true) {
            Item next = take();
            if (next == null) {
                return;
            }
            if (!handedOver && next.mayBlock()) {
                executor.execute(() -> {
                    run(next);
                    work(true);
                });
                return;
            }
            run(next);
        }
    }

    private void run(Item item) {
        try {
            item.run();
        } catch (Throwable e) {
            // Anything that got through would leave the client's later messages waiting for ever.
            failed.accept(e);
        }
    }

    private @Nullable Item take() {
        Item next;
        Runnable caughtUp = null;
        synchronized (this) {
            next = next();
            if (onCaughtUp != null && items.size() <= mostItems / 8 && bytes <= mostBytes / 8) {
                caughtUp = onCaughtUp;
                onCaughtUp = null;
            }
        }
        if (caughtUp != null) {
            caughtUp.run();
        }
        return next;
    }

    @GuardedBy("this")
    private @Nullable Item next() {
        if (awaited != null && awaited.getAsBoolean()) {
            awaited = null;
        }
        Item next = awaited == null ? items.poll() : null;
        busy = next != null;
        turnSince = busy ? clock.getAsLong() : turnSince;
        bytes -= next == null ? 0 : next.bytes();
        return next;
    }
}
