package org.garuda.channels.core.engine;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.core.protocol.Frame;
import org.jspecify.annotations.Nullable;

/** Writes into a list. Drains the outbox when woken, one drain at a time, unless it is told to be slow. */
final class FakeTransport implements Transport {

    private final Conversation conversation;
    private final List<String> frames = new ArrayList<>();
    private final List<CloseReason> aborts = new ArrayList<>();
    private final AtomicInteger work = new AtomicInteger();
    private volatile @Nullable CloseReason closed;
    private volatile boolean blocked;
    private volatile boolean closesLate;
    private volatile @Nullable RuntimeException broken;
    private volatile Runnable onWake = () -> {};
    private int wakes;

    FakeTransport(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public void wake() {
        synchronized (this) {
            wakes++;
        }
        RuntimeException failure = broken;
        if (failure != null) {
            throw failure;
        }
        drain();
        onWake.run();
    }

    @Override
    public void abort(CloseReason reason) {
        synchronized (this) {
            aborts.add(reason);
        }
        if (!closesLate) {
            close(reason);
        }
    }

    /** Writes nothing from now on, as for a client that does not read. */
    FakeTransport block() {
        blocked = true;
        return this;
    }

    /** Takes one frame, and never finishes writing it. */
    void startOneWrite() {
        Frame frame = conversation.outbox().poll(conversation.now());
        add(frame);
    }

    void unblock() {
        blocked = false;
        drain();
    }

    /** Does something on the waking thread, after what waits has been written. */
    void onWake(Runnable action) {
        onWake = action;
    }

    /** Throws whenever it is woken. */
    void breaks() {
        broken = new IllegalStateException("broken transport");
    }

    /** The connection stays open whatever the server wants, as one to a client that vanished. */
    void neverCloses() {
        closesLate = true;
    }

    @Nullable
    CloseReason closed() {
        return closed;
    }

    synchronized List<CloseReason> aborts() {
        return List.copyOf(aborts);
    }

    synchronized int wakes() {
        return wakes;
    }

    /** The frames since the last call. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(frames);
        frames.clear();
        return taken;
    }

    synchronized int count() {
        return frames.size();
    }

    private void drain() {
        if (blocked || work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            for (Frame frame = next(); frame != null; frame = next()) {
                add(frame);
            }
            CloseReason end = conversation.outbox().end();
            if (end != null && !closesLate && end != CloseReason.GONE) {
                close(end);
            }
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private @Nullable Frame next() {
        return conversation.outbox().poll(conversation.now());
    }

    private void close(CloseReason reason) {
        boolean first;
        synchronized (this) {
            first = closed == null;
            closed = first ? reason : closed;
        }
        if (first) {
            conversation.gone();
        }
    }

    private synchronized void add(@Nullable Frame frame) {
        if (frame != null) {
            frames.add(frame.isBinary() ? "binary " + HexFormat.of().formatHex(frame.payload()) : frame.text());
        }
    }
}
