package org.garuda.channels.core.internal.queue;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The bytes of all messages and request bodies of this node that have begun and are not whole, bounded together.
 * Whoever gathers some holds an {@link Account}; when all of them together pass the limit, those that hold the most are
 * evicted until a sixteenth of the limit is free again. Safe for use by any thread; takes no lock.
 */
public final class ByteBudget {

    private final long limit;
    private final Consumer<Runnable> eviction;
    private final AtomicLong total = new AtomicLong();
    private final Set<Account> accounts = ConcurrentHashMap.newKeySet();

    /**
     * @param limit in bytes
     * @param eviction is given what an evicted account wants done, and does it; must not throw
     */
    public ByteBudget(long limit, Consumer<Runnable> eviction) {
        this.limit = limit;
        this.eviction = eviction;
    }

    /**
     * What one message or body may come to hold; nothing yet.
     *
     * @param evicted lets go of all that is held and ends whatever it was for; called once at most, on any thread,
     *     under no lock; must not block
     */
    public Account open(Runnable evicted) {
        return new Account(evicted);
    }

    /** How many bytes may be held. */
    public long limit() {
        return limit;
    }

    /** How many bytes are held now. */
    public long held() {
        return total.get();
    }

    /**
     * Those that hold the most are found at once, so that many that hold little are not looked through for each of
     * them.
     */
    private void makeRoom() {
        List<Holding> largestFirst = accounts.stream()
                .map(account -> new Holding(account, account.held()))
                .sorted(Comparator.comparingLong(Holding::bytes).reversed())
                .toList();
        for (Holding holding : largestFirst) {
            if (total.get() <= limit - limit / 16) {
                return;
            }
            holding.account.evict();
        }
    }

    /** What an account held when it was looked at; it may change while others are compared. */
    private record Holding(Account account, long bytes) {}

    /** What one message or body holds. */
    public final class Account {
        private static final long CLOSED = -1;

        private final Runnable evicted;
        private final AtomicLong held = new AtomicLong();

        private Account(Runnable evicted) {
            this.evicted = evicted;
        }

        private long held() {
            return held.get();
        }

        /**
         * Asks for more, before it is allocated. May evict others, or this one.
         *
         * @return false when this account was evicted or closed, now or before; nothing may be held for it any more
         */
        public boolean add(int bytes) {
            accounts.add(this);
            if (!change(bytes)) {
                accounts.remove(this);
                return false;
            }
            if (total.get() > limit) {
                makeRoom();
            }
            return held.get() != CLOSED;
        }

        private boolean change(long bytes) {
            while (true) {
                long before = held.get();
                if (before == CLOSED) {
                    return false;
                }
                if (held.compareAndSet(before, before + bytes)) {
                    total.addAndGet(bytes);
                    return true;
                }
            }
        }

        /** Gives all back: the message is whole, or nobody wants it any more. The account may be used again. */
        public void release() {
            long before = held.get();
            while (before != CLOSED && !held.compareAndSet(before, 0)) {
                before = held.get();
            }
            if (before > 0) {
                total.addAndGet(-before);
            }
            accounts.remove(this);
        }

        /** Gives all back, and takes no more. */
        public void close() {
            long before = held.getAndSet(CLOSED);
            accounts.remove(this);
            if (before > 0) {
                total.addAndGet(-before);
            }
        }

        /** Whoever gave all back meanwhile is left in peace. */
        private void evict() {
            long before = held.get();
            while (before > 0 && !held.compareAndSet(before, CLOSED)) {
                before = held.get();
            }
            if (before > 0) {
                accounts.remove(this);
                total.addAndGet(-before);
                eviction.accept(evicted);
            }
        }
    }
}
