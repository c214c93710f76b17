package org.garuda.channels.core.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.garuda.channels.core.engine.ByteBudget;
import org.garuda.channels.core.engine.ChannelEngine;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the body of one request. What it holds grows by doubling as bytes come, never by what a client announces, and counts in the node's {@link ByteBudget}.
 *
 * <p>Parts come one at a time, in order. The sweep and the budget end it from other threads, which is why what is gathered is guarded by this object's lock; the budget
 * and the callback are called outside it.
 */
public final class RequestBody {

    private static final byte[] NOTHING = {};
    private static final int FIRST_BYTES = 1024;

    private final RequestBodies bodies;
    private final int limit;
    private final int most;
    private final Consumer<BodyProblem> refused;
    private final ByteBudget.Account account;
    private final long began;

    // Guarded by this.
    private byte[] gathered = NOTHING;
    private int size;
    private boolean over;

    RequestBody(RequestBodies bodies, ChannelEngine engine, int limit, long announced, Consumer<BodyProblem> refused) {
        this.bodies = bodies;
        this.limit = limit;
        this.most = announced >= 0 && announced < limit ? (int) announced : limit;
        this.refused = refused;
        this.account = engine.unfinished().open(() -> end(BodyProblem.EVICTED));
        this.began = engine.now();
    }

    /**
     * Takes a part. Does not block; the buffer may be used again by the caller afterwards.
     *
     * @return false when nothing more is wanted: the body was refused, now or before, or given up
     */
    public boolean add(ByteBuffer part) {
        int more = part.remaining();
        int capacity;
        int needed;
        synchronized (this) {
            if (over) {
                return false;
            }
            capacity = gathered.length;
            needed = size + Math.min(more, Integer.MAX_VALUE - size);
        }
        if (needed > limit) {
            end(BodyProblem.TOO_BIG);
            return false;
        }
        if (needed > capacity) {
            int grown = Math.max(needed, Math.min(most, Math.max(FIRST_BYTES, (int) Math.min(limit, capacity * 2L))));
            if (!account.add(grown - capacity)) {
                return false; // Evicted, which has been told.
            }
            grow(grown);
        }
        return append(part);
    }

    private synchronized void grow(int capacity) {
        if (!over) {
            gathered = Arrays.copyOf(gathered, capacity);
        }
    }

    private synchronized boolean append(ByteBuffer part) {
        if (over) {
            return false;
        }
        int more = part.remaining();
        part.get(gathered, size, more);
        size += more;
        return true;
    }

    /**
     * The body is whole.
     *
     * @return it, or null when it was refused or given up meanwhile
     */
    public byte @Nullable [] take() {
        byte[] whole;
        synchronized (this) {
            if (over) {
                return null;
            }
            over = true;
            whole = gathered.length == size ? gathered : Arrays.copyOf(gathered, size);
            gathered = NOTHING;
        }
        bodies.forget(this);
        account.release();
        return whole;
    }

    /** Nobody wants the body any more, as when its connection is gone. May be called at any time. */
    public void giveUp() {
        if (clear()) {
            account.release();
        }
    }

    /** Says what is known before all of it has come, such as that what is announced is too big. */
    public void refuse(BodyProblem problem) {
        end(problem);
    }

    void sweep(long now) {
        int came;
        synchronized (this) {
            came = size;
        }
        if (now - began >= Pace.nanos(came)) {
            end(BodyProblem.OVERDUE);
        }
    }

    private void end(BodyProblem problem) {
        if (clear()) {
            account.release();
            bodies.count(problem);
            refused.accept(problem);
        }
    }

    private boolean clear() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            gathered = NOTHING;
        }
        bodies.forget(this);
        return true;
    }
}
