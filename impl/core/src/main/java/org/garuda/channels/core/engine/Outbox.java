package org.garuda.channels.core.engine;

import java.util.function.BooleanSupplier;
import org.garuda.channels.OutboxLimits;
import org.garuda.channels.core.protocol.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one client, bounded in bytes, messages and age. Engine threads offer and never wait; the transport takes when it can write.
 *
 * <p>Its lock also guards which channels may receive ({@link Subscription}), so that nothing of a topic can slip in behind its {@code phx_close}. Under
 * the lock nothing but memory is touched.
 */
public final class Outbox {

    private static final int INITIAL_CAPACITY = 4;
    private static final int KEPT_CAPACITY = 64;

    /** Whether a channel's broadcasts and pushes are let into the outbox; guarded by the outbox's lock. */
    static final class Subscription {
        private boolean open;
    }

    /** What became of an offer. */
    enum Offer {
        TAKEN,
        /** The channel or the client takes no more; nothing was kept. */
        CLOSED,
        /** The client is too slow. */
        FULL
    }

    private final OutboxLimits limits;
    private final Runnable wake;

    private @Nullable Frame[] ring = new Frame[INITIAL_CAPACITY];
    private long[] since = new long[INITIAL_CAPACITY];
    private int head;
    private int size;
    private long bytes;
    private boolean awake = true; // There is nobody to wake until the connection stands.
    private boolean writing;
    private long writingSince;
    private boolean batch;
    private long batchSince;
    private boolean closed;
    private @Nullable CloseReason end;

    Outbox(OutboxLimits limits, Runnable wake) {
        this.limits = limits;
        this.wake = wake;
    }

    /**
     * Takes the next frame to write. A transport that is told null has found the outbox empty, and is woken again by the next frame. Taking the next
     * frame means that the one before has been written.
     *
     * @param now the engine's clock
     * @return the frame, or null when none waits
     */
    public synchronized @Nullable Frame poll(long now) {
        if (size == 0) {
            awake = false;
            writing = false;
            if (ring.length > KEPT_CAPACITY) {
                shrink(); // A client that was slow once would hold the room for ever.
            }
            return null;
        }
        Frame frame = ring[head];
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        size--;
        bytes -= frame == null ? 0 : frame.length();
        writing = true;
        writingSince = now;
        return frame;
    }

    /**
     * Why the connection is to be closed, once {@link #poll} has told null.
     *
     * @return the reason, or null as long as the connection stays open or frames are left
     */
    public synchronized @Nullable CloseReason end() {
        return size == 0 ? end : null;
    }

    /**
     * A write of several frames has begun, for transports that take many at a time; it is overdue if {@link #written} does not follow.
     *
     * @param now the engine's clock
     */
    public synchronized void writing(long now) {
        batch = true;
        batchSince = now;
    }

    /** What was begun with {@link #writing} has been written. */
    public synchronized void written() {
        batch = false;
    }

    /** The connection stands; wakes its transport if something waits already. */
    void opened() {
        boolean wakes;
        synchronized (this) {
            wakes = size > 0 || end != null;
            awake = wakes;
        }
        if (wakes) {
            wake.run();
        }
    }

    /** How many frames wait. */
    public synchronized int size() {
        return size;
    }

    /** How many bytes wait. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Offers a frame that belongs to no channel, or comes whatever has become of its channel, such as a reply. */
    Offer offer(Frame frame, long now) {
        return put(null, frame, now);
    }

    /** Offers a push or broadcast of a channel. */
    Offer offer(Subscription channel, Frame frame, long now) {
        return put(channel, frame, now);
    }

    /**
     * Opens a channel with its join reply, in one step: whoever sees the channel joined pushes behind the reply.
     *
     * @param begins marks the channel as joined, or tells false when it may not be any more; touches nothing but memory
     */
    Offer open(Subscription channel, Frame reply, long now, BooleanSupplier begins) {
        boolean wakes;
        synchronized (this) {
            if (closed) {
                return Offer.CLOSED;
            }
            if (full()) {
                return Offer.FULL;
            }
            if (!begins.getAsBoolean()) {
                return Offer.CLOSED;
            }
            channel.open = true;
            add(reply, now);
            wakes = wakes();
        }
        if (wakes) {
            wake.run();
        }
        return Offer.TAKEN;
    }

    /**
     * Closes a channel, with last words if there are any, in one step.
     *
     * @return false when it was not open
     */
    boolean close(Subscription channel, long now, Frame... lastWords) {
        boolean wakes;
        synchronized (this) {
            if (!channel.open) {
                return false;
            }
            channel.open = false;
            if (closed) {
                return true;
            }
            for (Frame frame : lastWords) {
                add(frame, now);
            }
            wakes = wakes();
        }
        if (wakes) {
            wake.run();
        }
        return true;
    }

    /** Takes no more frames; when what waits has been written, the connection is to be closed for this reason. */
    void finish(CloseReason reason) {
        boolean wakes;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            end = reason;
            wakes = !awake;
            awake = true;
        }
        if (wakes) {
            wake.run();
        }
    }

    /** Takes no more frames and forgets those that wait. */
    synchronized void discard(CloseReason reason) {
        closed = true;
        end = reason;
        size = 0;
        bytes = 0;
        shrink();
    }

    /** Whether something has waited, or is being written, for too long. */
    synchronized boolean overdue(long now, long sendNanos) {
        boolean tooOld = size > 0 && now - since[head] > Nanos.of(limits.age());
        return tooOld || writing && now - writingSince > sendNanos || batch && now - batchSince > sendNanos;
    }

    private Offer put(@Nullable Subscription channel, Frame frame, long now) {
        boolean wakes;
        synchronized (this) {
            if (closed || channel != null && !channel.open) {
                return Offer.CLOSED;
            }
            if (full()) {
                return Offer.FULL;
            }
            add(frame, now);
            wakes = wakes();
        }
        if (wakes) {
            wake.run();
        }
        return Offer.TAKEN;
    }

    private boolean full() {
        return size >= limits.messages() || bytes >= limits.bytes();
    }

    private void add(Frame frame, long now) {
        if (size == ring.length) {
            grow();
        }
        int tail = (head + size) & (ring.length - 1);
        ring[tail] = frame;
        since[tail] = now;
        size++;
        bytes += frame.length();
    }

    private boolean wakes() {
        boolean first = !awake && size > 0;
        awake |= first;
        return first;
    }

    private void shrink() {
        ring = new Frame[INITIAL_CAPACITY];
        since = new long[INITIAL_CAPACITY];
        head = 0;
    }

    private void grow() {
        @Nullable Frame[] frames = new Frame[ring.length * 2];
        long[] times = new long[ring.length * 2];
        for (int i = 0; i < size; i++) {
            int from = (head + i) & (ring.length - 1);
            frames[i] = ring[from];
            times[i] = since[from];
        }
        ring = frames;
        since = times;
        head = 0;
    }
}
