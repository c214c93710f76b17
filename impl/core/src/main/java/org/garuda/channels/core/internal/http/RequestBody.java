package org.garuda.channels.core.internal.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.garuda.channels.core.internal.queue.ByteBudget;
import org.garuda.channels.core.internal.queue.Pieces;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the body of one request. What it holds grows as bytes come, never by what a client announces, and counts in
 * the node's {@link ByteBudget}.
 *
 * <p>Parts come one at a time, in order. The sweep and the budget end it from other threads, which is why what is
 * gathered is guarded by this object's lock; the budget and the callback are called outside it.
 *
 * <p>A body that is evicted lets go of its bytes at once; it is told so with its next part, on the thread that brings
 * it: whoever is still sending is not answered by another thread while that one reads. For those that send nothing more
 * the sweep tells it, a second or two later.
 */
public final class RequestBody {

    /** Where the bodies that are being gathered are known. */
    interface Registry {
        /** What may be held. */
        ByteBudget budget();

        /** The time, in nanoseconds. */
        long now();

        /** It is being gathered no more. */
        void forget(RequestBody body);

        /** It was refused. */
        void count(BodyProblem problem);
    }

    private static final int FIRST_BYTES = 1024;

    private final Registry bodies;
    private final int limit;
    private final int announced;
    private final Consumer<BodyProblem> refused;
    private final ByteBudget.Account account;
    private final long began;

    @GuardedBy("this")
    private final Pieces gathered = new Pieces(FIRST_BYTES);

    @GuardedBy("this")
    private boolean over;

    @GuardedBy("this")
    private boolean evicted;

    @GuardedBy("this")
    private boolean sweptSince;

    RequestBody(Registry bodies, int limit, long announced, Consumer<BodyProblem> refused) {
        this.bodies = bodies;
        this.limit = limit;
        this.announced = announced >= 0 && announced < limit ? (int) announced : limit;
        this.refused = refused;
        this.account = bodies.budget().open(this::evict);
        this.began = bodies.now();
    }

    /**
     * Takes a part. Does not block; the buffer may be used again by the caller afterwards.
     *
     * @return false when nothing more is wanted: the body was refused, now or before, or given up
     */
    public boolean add(ByteBuffer part) {
        if (isTooMuch(part.remaining())) {
            end(BodyProblem.TOO_BIG);
            return false;
        }
        do {
            int room = roomNeeded(part.remaining());
            if (room > 0 && !account.add(room) || !append(part, room)) {
                account.release(); // It may have ended in between.
                tellEviction();
                return false;
            }
        } while (part.hasRemaining());
        return true;
    }

    private synchronized boolean isTooMuch(int more) {
        return !over && more > limit - gathered.size();
    }

    /**
     * How many bytes have to be set aside before any can be taken. More than was announced may come, as far as the
     * limit goes.
     */
    private synchronized int roomNeeded(int here) {
        int most = here > announced - gathered.size() ? limit : announced;
        return here > 0 && !over && gathered.isFull() ? gathered.next(here, most) : 0;
    }

    private synchronized boolean append(ByteBuffer part, int room) {
        if (over) {
            return false;
        }
        if (room > 0) {
            gathered.grow(room);
        }
        if (part.hasRemaining()) {
            gathered.take(part);
        }
        return true;
    }

    /**
     * The body is whole.
     *
     * @return it, or null when it was refused or given up meanwhile
     */
    public byte @Nullable [] take() {
        byte[] whole = null;
        synchronized (this) {
            if (!over) {
                over = true;
                whole = gathered.joined();
                gathered.clear();
            }
        }
        if (whole == null) {
            tellEviction();
            return null;
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
        synchronized (this) {
            evicted = false;
        }
        bodies.forget(this);
    }

    /** Says what is known before all of it has come, such as that what is announced is too big. */
    public void refuse(BodyProblem problem) {
        end(problem);
    }

    void sweep(long now) {
        int came;
        boolean told;
        synchronized (this) {
            came = gathered.size();
            told = evicted && sweptSince;
            sweptSince = evicted;
        }
        if (told) {
            tellEviction();
        } else if (now - began >= Pace.nanos(came)) {
            end(BodyProblem.OVERDUE);
        }
    }

    /** By whoever needs the room. The body stays among the unfinished until it is told. */
    private synchronized void evict() {
        if (!over) {
            over = true;
            evicted = true;
            gathered.clear();
        }
    }

    private void tellEviction() {
        synchronized (this) {
            if (!evicted) {
                return;
            }
            evicted = false;
        }
        bodies.forget(this);
        bodies.count(BodyProblem.EVICTED);
        refused.accept(BodyProblem.EVICTED);
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
            gathered.clear();
        }
        bodies.forget(this);
        return true;
    }
}
