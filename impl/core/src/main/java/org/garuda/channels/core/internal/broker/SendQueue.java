package org.garuda.channels.core.internal.broker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent: bounded, first in, first out, and bound to one link. When that is shut, all that waited for it
 * is forgotten in the same step, so that nothing can be sent on the next. Safe for use by any thread.
 */
final class SendQueue {

    static final int MOST_MESSAGES = 10_000;
    static final long MOST_BYTES = 16L << 20;

    /** What is handed to a link between two flushes: enough to save calls, little enough to be soon on its way. */
    private static final int BATCH_MESSAGES = 512;

    private static final long BATCH_BYTES = 1L << 20;

    record Message(String channel, byte[] bytes) {}

    record Batch(Link link, List<Message> messages, long bytes) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition empty = lock.newCondition();

    @GuardedBy("lock")
    private final Deque<Message> waiting = new ArrayDeque<>();

    @GuardedBy("lock")
    private @Nullable Link link;

    @GuardedBy("lock")
    private boolean draining;

    @GuardedBy("lock")
    private boolean ended;

    /** Of those that wait and of those that are being sent. */
    @GuardedBy("lock")
    private int messages;

    @GuardedBy("lock")
    private long bytes;

    /** Takes a message, if there is a link and room. */
    boolean offer(String channel, byte[] message) {
        lock.lock();
        try {
            if (link == null || draining || messages >= MOST_MESSAGES || bytes + message.length > MOST_BYTES) {
                return false;
            }
            waiting.add(new Message(channel, message));
            messages++;
            bytes += message.length;
            work.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How much of the room is taken, from 0 to 1. */
    double load() {
        lock.lock();
        try {
            return Math.max((double) messages / MOST_MESSAGES, (double) bytes / MOST_BYTES);
        } finally {
            lock.unlock();
        }
    }

    /** Takes messages from now on, for this link. */
    void open(Link to) {
        lock.lock();
        try {
            link = to;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more, and forgets what it has. */
    void shut() {
        lock.lock();
        try {
            link = null;
            waiting.clear();
            messages = 0;
            bytes = 0;
            empty.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for messages, and gives some of them to the one thread that sends.
     *
     * @return nothing when there will be no more
     */
    @Nullable
    Batch take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !ended) {
                work.await();
            }
            Link to = link;
            if (to == null || waiting.isEmpty()) {
                return null;
            }
            List<Message> taken = new ArrayList<>();
            long size = 0;
            while (!waiting.isEmpty() && taken.size() < BATCH_MESSAGES && size < BATCH_BYTES) {
                Message next = waiting.remove();
                taken.add(next);
                size += next.bytes().length;
            }
            return new Batch(to, taken, size);
        } finally {
            lock.unlock();
        }
    }

    /** A batch is on its way; until now it has counted as waiting. */
    void sent(Batch batch) {
        lock.lock();
        try {
            if (batch.link().equals(link)) {
                messages -= batch.messages().size();
                bytes -= batch.bytes();
                if (messages == 0) {
                    empty.signalAll();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more, for ever, and waits until all is sent or forgotten. */
    void drain(Duration most) throws InterruptedException {
        lock.lock();
        try {
            draining = true;
            long left = most.toNanos();
            while (messages > 0 && left > 0) {
                left = empty.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** There will be no more; whoever waits in {@link #take} gets nothing. */
    void end() {
        lock.lock();
        try {
            draining = true;
            ended = true;
            waiting.clear();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
