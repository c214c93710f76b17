package org.garuda.channels.core.internal.queue;

import org.garuda.channels.core.internal.protocol.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The storage of an {@link Outbox}: frames in order, each with the time since which it waits, and with a tag if an
 * overflow policy may drop it. It keeps the room that it has needed lately, so that a steady load makes no garbage. Not
 * safe for use by several threads: the outbox locks.
 */
final class FrameRing {

    private static final int INITIAL_CAPACITY = 4;

    /** Room that an idle client may keep. */
    private static final int KEPT_CAPACITY = 16;

    private @Nullable Frame[] frames = new Frame[INITIAL_CAPACITY];
    private long[] since = new long[INITIAL_CAPACITY];

    /** Made when the first frame with a tag comes: most clients never see one. */
    private @Nullable Object @Nullable [] tags;

    private int head;
    private int size;
    private int peak;
    private long bytes;

    int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    /** Since when the first frame waits; only if there is one. */
    long headSince() {
        return since[head];
    }

    /** The tag of the first frame; only if there is one. */
    @Nullable
    Object headTag() {
        return tags == null ? null : tags[head];
    }

    /** @param tag null for a frame that must not be dropped */
    void add(Frame frame, long now, @Nullable Object tag) {
        if (size == frames.length) {
            resize(frames.length * 2);
        }
        int tail = index(size);
        frames[tail] = frame;
        since[tail] = now;
        if (tag != null && tags == null) {
            tags = new Object[frames.length];
        }
        if (tags != null) {
            tags[tail] = tag;
        }
        size++;
        peak = Math.max(peak, size);
        bytes += frame.length();
    }

    @Nullable
    Frame poll() {
        return poll(Integer.MAX_VALUE);
    }

    /** Takes the first frame, unless there is none, or it is larger than that. */
    @Nullable
    Frame poll(int most) {
        Frame frame = size == 0 ? null : frames[head];
        if (frame == null || frame.length() > most) {
            return null;
        }
        frames[head] = null;
        if (tags != null) {
            tags[head] = null;
        }
        head = (head + 1) & (frames.length - 1);
        size--;
        bytes -= frame.length();
        return frame;
    }

    /** Forgets the oldest frame that has a tag, or tells false if there is none. */
    boolean dropOldestTagged() {
        for (int i = 0; tags != null && i < size; i++) {
            if (tags[index(i)] != null) {
                removeAt(i);
                return true;
            }
        }
        return false;
    }

    /** Puts the frame into the place of the one with an equal tag, or tells false if there is none. */
    boolean replace(Object tag, Frame frame) {
        for (int i = size - 1; tags != null && i >= 0; i--) {
            int at = index(i);
            Frame old = frames[at];
            if (old != null && tag.equals(tags[at])) {
                bytes += frame.length() - old.length();
                frames[at] = frame;
                return true;
            }
        }
        return false;
    }

    void clear() {
        frames = new Frame[INITIAL_CAPACITY];
        since = new long[INITIAL_CAPACITY];
        tags = null;
        head = 0;
        size = 0;
        peak = 0;
        bytes = 0;
    }

    /** Gives back room that has not been needed since the last call. */
    void trim() {
        if (frames.length > KEPT_CAPACITY && peak <= frames.length / 4) {
            resize(frames.length / 2);
        }
        peak = size;
    }

    private int index(int offset) {
        return (head + offset) & (frames.length - 1);
    }

    /** The frames before it move up; there are few, since the oldest is looked for. */
    private void removeAt(int offset) {
        Frame removed = frames[index(offset)];
        for (int i = offset; i > 0; i--) {
            int to = index(i);
            int from = index(i - 1);
            frames[to] = frames[from];
            since[to] = since[from];
            if (tags != null) {
                tags[to] = tags[from];
            }
        }
        frames[head] = removed; // Taken out at the head, as any other.
        poll();
    }

    private void resize(int capacity) {
        @Nullable Frame[] newFrames = new Frame[capacity];
        long[] newSince = new long[capacity];
        @Nullable Object @Nullable [] newTags = tags == null ? null : new Object[capacity];
        for (int i = 0; i < size; i++) {
            int from = index(i);
            newFrames[i] = frames[from];
            newSince[i] = since[from];
            if (tags != null && newTags != null) {
                newTags[i] = tags[from];
            }
        }
        frames = newFrames;
        since = newSince;
        tags = newTags;
        head = 0;
    }
}
