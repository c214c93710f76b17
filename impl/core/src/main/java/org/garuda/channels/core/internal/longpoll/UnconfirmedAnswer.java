package org.garuda.channels.core.internal.longpoll;

import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.queue.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * What the last answer of a session brought, kept until it is known to have arrived, and brought again if it has not.
 * Has no lock: it belongs to the session and is used under the session's.
 */
final class UnconfirmedAnswer {

    private List<Frame> frames = List.of();
    private long number;
    private boolean repeats;

    /**
     * The next poll came, which proves that the answer arrived unless something says otherwise.
     *
     * @param acknowledged the number of the last answer that the client says it got, or null if it does not say
     * @return whether the answer is to be brought again
     */
    boolean settle(@Nullable Long acknowledged) {
        boolean arrived = acknowledged == null ? !repeats : acknowledged >= number;
        if (arrived) {
            frames = List.of();
        }
        repeats = !frames.isEmpty();
        return repeats;
    }

    /**
     * What a poll is to be brought: once more what did not arrive, else all that waits in the outbox.
     *
     * @return the frames; empty when there is nothing to bring
     */
    List<Frame> next(Outbox outbox, long now) {
        if (!repeats) {
            frames = drain(outbox, now);
            number += frames.isEmpty() ? 0 : 1;
        }
        repeats = false;
        return frames;
    }

    private static List<Frame> drain(Outbox outbox, long now) {
        Frame frame = outbox.poll(now);
        if (frame == null) {
            return List.of();
        }
        List<Frame> drained = new ArrayList<>(1);
        for (; frame != null; frame = outbox.poll(now)) {
            drained.add(frame);
        }
        return drained;
    }

    /** Which answer of the session it is, counted from 1. */
    long number() {
        return number;
    }

    /** Whether nothing has been brought that may not have arrived. */
    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** An answer is known not to have arrived; if it is the last one, it is brought again. */
    void lost(long lostNumber) {
        if (lostNumber == number && !frames.isEmpty()) {
            repeats = true;
        }
    }

    /** Nothing is brought any more. */
    void forget() {
        frames = List.of();
        repeats = false;
    }
}
