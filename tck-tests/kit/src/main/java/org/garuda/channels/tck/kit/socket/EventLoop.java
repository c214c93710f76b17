package org.garuda.channels.tck.kit.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * All sockets of one scenario, served by the thread that replays it, and only while it waits.
 *
 * <p>One thread means that what arrived on several connections has one order, without a lock anywhere. Not thread-safe.
 */
public final class EventLoop implements AutoCloseable {

    /** What is told when a channel can go on. */
    @FunctionalInterface
    public interface Ready {
        void ready(SelectionKey key);
    }

    private static final int READ_SIZE = 64 * 1024;

    private final Selector selector;
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_SIZE);

    /**
     * A loop without sockets.
     *
     * @throws UncheckedIOException when the system has no more selectors
     */
    public EventLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SelectionKey register(SelectableChannel channel, int interest, Ready ready) throws IOException {
        return channel.register(selector, interest, ready);
    }

    /** What a connection reads into while it is served: one for all of them, because only one is served at a time. */
    public ByteBuffer readBuffer() {
        return readBuffer.clear();
    }

    /**
     * Serves the sockets until the condition holds or the time is over.
     *
     * @param condition asked before each turn
     * @param milliseconds how long at most
     * @return whether the condition holds
     */
    public boolean runUntil(BooleanSupplier condition, long milliseconds) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            turn(left);
        }
        return true;
    }

    /**
     * Serves the sockets for this long.
     *
     * @param milliseconds how long
     */
    public void runFor(long milliseconds) {
        runUntil(() -> false, milliseconds);
    }

    /**
     * Serves what is ready, after waiting for it.
     *
     * @param milliseconds how long at most; at least 1
     */
    public void turn(long milliseconds) {
        try {
            selector.select(EventLoop::dispatch, Math.max(1, milliseconds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void dispatch(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Ready ready) {
            ready.ready(key);
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
