package org.garuda.channels.standalone.internal.flush;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The control frames of a connection that wait to be written. Of its pongs only the newest does (RFC 6455, section
 * 5.5.3), so that a client that asks and does not read costs nothing. Any thread adds; whoever writes the
 * connection takes. Whether there are any is changed under the same lock as the frames, so that a frame which comes
 * while another is taken is never overlooked.
 */
public final class ControlFrames {

    /** The first byte of a pong. */
    private static final byte PONG = (byte) 0x8a;

    @GuardedBy("this")
    private @Nullable ByteBuffer pong;

    /** Null as long as there was none, as on most connections. */
    @GuardedBy("this")
    private @Nullable Deque<ByteBuffer> frames;

    private volatile boolean waiting;

    /** Whether there are any; asked before each write, and so without the lock. */
    public boolean areWaiting() {
        return waiting;
    }

    /**
     * Answers a ping, in place of those before it that have not been answered yet.
     *
     * @return whether there was none, so that the connection has to be told of this one
     */
    public synchronized boolean pong(byte[] payload) {
        boolean first = pong == null;
        pong = ByteBuffer.allocate(2 + payload.length)
                .put(PONG)
                .put((byte) payload.length)
                .put(payload)
                .flip();
        waiting = true;
        return first;
    }

    /** Puts a copy of a frame behind the others. */
    public synchronized void add(ByteBuffer frame) {
        Deque<ByteBuffer> queue = frames;
        if (queue == null) {
            queue = new ArrayDeque<>(1);
            frames = queue;
        }
        queue.add(ByteBuffer.allocate(frame.remaining()).put(frame).flip());
        waiting = true;
    }

    /** Moves the frames into a buffer, as many as fit in. */
    public synchronized void moveTo(ByteBuffer buffer) {
        if (pong != null && pong.remaining() <= buffer.remaining()) {
            buffer.put(pong);
            pong = null;
        }
        Deque<ByteBuffer> queue = frames;
        ByteBuffer next = queue == null ? null : queue.peek();
        while (queue != null && next != null && next.remaining() <= buffer.remaining()) {
            buffer.put(next);
            queue.remove();
            next = queue.peek();
        }
        waiting = pong != null || next != null;
    }
}
