package org.garuda.channels.core.internal.queue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.garuda.channels.core.internal.protocol.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one client, bounded in bytes, messages and age. Engine threads offer and never wait; the
 * transport takes when it can write: one frame at a time with {@link #poll}, or many at once with {@link #take}.
 *
 * <p>Its lock also guards which channels may receive ({@link Subscription}), so that nothing of a topic can slip in
 * behind its {@code phx_close}. Under the lock nothing but memory is touched.
 */
public final class Outbox {

    private final OutboxBounds bounds;
    private final Runnable wake;
    private final Runnable flushNow;
    private final IntConsumer dropped;

    @GuardedBy("this")
    private final FrameRing ring = new FrameRing();

    @GuardedBy("this")
    private final WriteProgress progress = new WriteProgress();

    @GuardedBy("this")
    private boolean awake = true; // There is nobody to wake until the connection stands.

    @GuardedBy("this")
    private @Nullable OutboxLimit reached;

    /** Set under the lock, once; from then on no frame is taken. */
    private volatile @Nullable CloseReason end;

    /**
     * @param wake called under no lock when there is something to write, and not again before the transport has found
     *     the outbox empty
     * @param flushNow called under no lock when more than half of what may wait does so
     * @param dropped counts the broadcasts that a policy kept from the client; touches nothing but memory
     */
    public Outbox(OutboxBounds bounds, Runnable wake, Runnable flushNow, IntConsumer dropped) {
        this.bounds = bounds;
        this.wake = wake;
        this.flushNow = flushNow;
        this.dropped = dropped;
    }

    /**
     * Takes the next frame to write. A transport that is told null has found the outbox empty, and is woken again by
     * the next frame. Taking the next frame means that the one before has been written.
     *
     * @param now the engine's clock
     * @return the frame, or null when none waits
     */
    public @Nullable Frame poll(long now) {
        return poll(now, Integer.MAX_VALUE, false, true);
    }

    /**
     * The same for a transport that writes several frames at a time. One that is told null while it still writes others
     * looks again when one of them has been written: what waits may have been too large.
     *
     * @param most a larger frame is left where it is, in bytes
     * @param pending whether earlier frames are still being written
     * @param moved whether one of them has been written since the last call
     */
    public synchronized @Nullable Frame poll(long now, int most, boolean pending, boolean moved) {
        awake = ring.size() > 0;
        Frame frame = ring.poll(most);
        if (!pending || moved) {
            progress.tookFrame(pending || frame != null, now);
        }
        return frame;
    }

    /**
     * Takes the next frames to write in one go. A transport that has got all there were is woken again by the next
     * frame; whether that was so is for it to find out: it takes again when the array was full or the bytes were
     * reached, and when {@link #isEnding}.
     *
     * @param into filled from its start
     * @param bytes takes no further frame once so many bytes are taken
     * @return how many frames were taken
     */
    public synchronized int take(@Nullable Frame[] into, int bytes) {
        int taken = 0;
        long room = bytes;
        while (taken < into.length && room > 0) {
            Frame frame = ring.poll();
            if (frame == null) {
                awake = false;
                break;
            }
            into[taken++] = frame;
            room -= frame.length();
        }
        return taken;
    }

    /** Whether the connection is to be closed when the outbox is empty; not before {@link #end} tells why. */
    public boolean isEnding() {
        return end != null;
    }

    /**
     * Why the connection is to be closed, once {@link #poll} has told null.
     *
     * @return the reason, or null as long as the connection stays open or frames are left
     */
    public @Nullable CloseReason end() {
        if (end == null) {
            return null; // Nearly always, and asked after each frame: not worth the lock.
        }
        synchronized (this) {
            return ring.size() == 0 ? end : null;
        }
    }

    /**
     * A write of several frames has begun, for transports that take many at a time; it is overdue if {@link #written}
     * does not follow.
     *
     * @param now the engine's clock
     */
    public synchronized void writing(long now) {
        progress.batchBegan(now);
    }

    /** What was begun with {@link #writing} has been written. */
    public synchronized void written() {
        progress.batchEnded();
    }

    /** The connection stands; wakes its transport if something waits already. */
    public void opened() {
        boolean wakes;
        synchronized (this) {
            wakes = ring.size() > 0 || end != null;
            awake = wakes;
        }
        wakeIf(wakes);
    }

    /** How many frames wait. */
    public synchronized int size() {
        return ring.size();
    }

    /** Offers a frame that belongs to no channel, or comes whatever has become of its channel, such as a reply. */
    public Offer offer(Frame frame, long now) {
        return offer(null, frame, now, Overflow.DISCONNECT);
    }

    /** Offers a push or broadcast of a channel; a broadcast may be dropped, or another for it, as its policy says. */
    public Offer offer(@Nullable Subscription channel, Frame frame, long now, Overflow overflow) {
        boolean wakes;
        boolean flushes;
        synchronized (this) {
            if (end != null || channel != null && !channel.open) {
                return Offer.CLOSED;
            }
            Object tag = overflow.tag();
            if (tag != null && overflow.conflates() && ring.replace(tag, frame)) {
                dropped.accept(1);
                return Offer.TAKEN;
            }
            if (bounds.isFull(ring) && !overflow.drops()) {
                reached = bounds.reached(ring);
                return Offer.FULL;
            }
            if (bounds.isFull(ring) && !(overflow.dropsOldest() && bounds.makeRoom(ring, dropped))) {
                dropped.accept(1);
                return Offer.TAKEN;
            }
            ring.add(frame, now, tag);
            wakes = wakes();
            flushes = bounds.isHalfFull(ring);
        }
        wakeIf(wakes);
        if (flushes) {
            flushNow.run();
        }
        return Offer.TAKEN;
    }

    /**
     * Has a channel make a step and tells the client of it, in one: whoever sees the channel in its new state speaks
     * behind these words. Unless there is room, neither happens.
     *
     * @param opens whether the channel may receive from then on
     * @param step makes it, or tells false when it cannot be made any more; touches nothing but memory
     * @return TAKEN when it was made
     */
    public Offer step(Subscription channel, boolean opens, long now, BooleanSupplier step, Frame... words) {
        boolean wakes;
        synchronized (this) {
            if (end != null) {
                return Offer.CLOSED;
            }
            if (bounds.isFull(ring)) {
                reached = bounds.reached(ring);
                return Offer.FULL;
            }
            if (!step.getAsBoolean()) {
                return Offer.CLOSED;
            }
            channel.open = opens;
            wakes = add(now, words);
        }
        wakeIf(wakes);
        return Offer.TAKEN;
    }

    /**
     * Ends a channel, with last words if there are any, in one step; whether there is room or not.
     *
     * @param step ends it, or tells false when it cannot be ended any more; touches nothing but memory
     * @return whether it was ended by this
     */
    public boolean close(Subscription channel, long now, BooleanSupplier step, Frame... lastWords) {
        boolean wakes;
        synchronized (this) {
            if (!step.getAsBoolean()) {
                return false;
            }
            channel.open = false;
            if (end != null) {
                return true;
            }
            wakes = add(now, lastWords);
        }
        wakeIf(wakes);
        return true;
    }

    /** Takes no more frames; when what waits has been written, the connection is to be closed for this reason. */
    public void finish(CloseReason reason) {
        boolean wakes;
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = reason;
            wakes = !awake;
            awake = true;
        }
        wakeIf(wakes);
    }

    /** Takes no more frames and forgets those that wait. */
    public synchronized void discard(CloseReason reason) {
        end = reason;
        ring.clear();
    }

    /**
     * Whether something has waited, or is being written, for too long. What may be dropped instead is dropped.
     *
     * @param sendNanos how long one write may take
     */
    public synchronized boolean overdue(long now, long sendNanos) {
        bounds.dropOld(ring, now, dropped);
        ring.trim();
        boolean stuck = progress.isStuck(now, sendNanos);
        boolean due = stuck || bounds.isTooOld(ring, now);
        if (due) {
            reached = stuck ? OutboxLimit.SEND : OutboxLimit.AGE;
        }
        return due;
    }

    /** The limit that was reached last, or null when none was. */
    public synchronized @Nullable OutboxLimit reached() {
        return reached;
    }

    @GuardedBy("this")
    private boolean add(long now, Frame... words) {
        for (Frame word : words) {
            ring.add(word, now, null);
        }
        return wakes();
    }

    private void wakeIf(boolean wakes) {
        if (wakes) {
            wake.run();
        }
    }

    @GuardedBy("this")
    private boolean wakes() {
        boolean first = !awake && ring.size() > 0;
        awake |= first;
        return first;
    }
}
