package org.garuda.channels.standalone.internal.flush;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.queue.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * What one connection writes in one go: control frames, then frames of its outbox, joined in one buffer. A selector's
 * thread uses the same for one connection after the other.
 */
public final class WriteBatch {

    /** More than that of one connection waits for the next round, so that it does not hold up the others. */
    private static final int BYTES = 64 * 1024;

    private static final int FRAMES = 256;
    private static final byte[] NOTHING = {};

    private static final int SMALL_BYTES = 16 * 1024;

    private final ByteBuffer buffer;
    private final @Nullable Frame[] frames = new Frame[FRAMES];
    private int count;
    private int next;
    private int written;
    private boolean full;

    private WriteBatch(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** For a selector's thread, which keeps it. */
    public static WriteBatch large() {
        return new WriteBatch(ByteBuffer.allocateDirect(BYTES));
    }

    /** For one use. */
    public static WriteBatch small() {
        return new WriteBatch(ByteBuffer.allocate(SMALL_BYTES));
    }

    /** Takes what waits; tells false when there is nothing. */
    public boolean take(Outbox outbox) {
        buffer.clear();
        return takeFrames(outbox);
    }

    /** Takes control frames, then what waits; tells false when there is nothing. */
    public boolean take(ControlFrames control, Outbox outbox) {
        buffer.clear();
        control.moveTo(buffer);
        return takeFrames(outbox);
    }

    private boolean takeFrames(Outbox outbox) {
        next = 0;
        written = 0;
        count = buffer.hasRemaining() ? outbox.take(frames, buffer.remaining()) : 0;
        fill();
        full = count == FRAMES || !buffer.hasRemaining();
        return buffer.position() > 0;
    }

    /** Whether there may be more to take. */
    public boolean isFull() {
        return full;
    }

    /**
     * Writes as much as the channel takes.
     *
     * @return what it did not take; empty when it took all
     */
    public byte[] writeTo(WritableByteChannel channel) throws IOException {
        while (true) {
            buffer.flip();
            channel.write(buffer);
            if (buffer.hasRemaining()) {
                return rest();
            }
            if (next == count) {
                return NOTHING;
            }
            buffer.clear();
            fill();
        }
    }

    /** All of it, for those who cannot write to a channel. */
    public byte[] all() {
        buffer.flip();
        return rest();
    }

    /** Forgets what could not be written. */
    public void discard() {
        while (next < count) {
            frames[next++] = null;
        }
    }

    private void fill() {
        while (next < count && buffer.hasRemaining()) {
            Frame frame = frame();
            byte[] array = frame.array();
            int from = frame.wireOffset() + written;
            int length = Math.min(array.length - from, buffer.remaining());
            buffer.put(array, from, length);
            if (from + length == array.length) {
                frames[next++] = null;
                written = 0;
            } else {
                written += length;
            }
        }
    }

    private byte[] rest() {
        int size = buffer.remaining() - written;
        for (int i = next; i < count; i++) {
            Frame frame = frames[i];
            size += frame == null ? 0 : frame.array().length - frame.wireOffset();
        }
        ByteBuffer rest = ByteBuffer.allocate(size).put(buffer);
        while (next < count) {
            Frame frame = frame();
            int from = frame.wireOffset() + written;
            rest.put(frame.array(), from, frame.array().length - from);
            frames[next++] = null;
            written = 0;
        }
        return rest.array();
    }

    private Frame frame() {
        Frame frame = frames[next];
        if (frame == null) {
            throw new AssertionError("a frame that was taken is not there");
        }
        return frame;
    }
}
