package org.garuda.channels.standalone;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The control frames of a connection that wait to be written. Any thread adds; whoever has the connection's turn to write takes. Whether there are any is changed
 * under the same lock as the frames, so that a frame which comes while another is taken is never overlooked.
 */
final class ControlFrames {

    /** Null as long as there was none, as on most connections. */
    private @Nullable Deque<ByteBuffer> frames;

    private volatile boolean waiting;

    /** Whether there are any; asked before each write, and so without the lock. */
    boolean areWaiting() {
        return waiting;
    }

    /** Puts a copy of a frame behind the others. */
    synchronized void add(ByteBuffer frame) {
        Deque<ByteBuffer> queue = frames;
        if (queue == null) {
            queue = new ArrayDeque<>(1);
            frames = queue;
        }
        queue.add(ByteBuffer.allocate(frame.remaining()).put(frame).flip());
        waiting = true;
    }

    /** Moves the frames into a buffer, as many as fit in. */
    synchronized void moveTo(ByteBuffer buffer) {
        Deque<ByteBuffer> queue = frames;
        if (queue == null) {
            return;
        }
        ByteBuffer next = queue.peek();
        while (next != null && next.remaining() <= buffer.remaining()) {
            buffer.put(next);
            queue.remove();
            next = queue.peek();
        }
        waiting = next != null;
    }
}
