package org.garuda.channels.core.internal.connection;

import org.garuda.channels.core.internal.queue.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * How far a connection has come; the one place that knows. Each step is made once, by the first who comes; whoever
 * comes too late is told false.
 *
 * <pre>
 * CONNECTING → ENTERING → ADMITTED → ENDED
 * CONNECTING | ENTERING → ENDED
 * </pre>
 */
final class ConnectionState {

    private enum Phase {
        /** The handlers are asked. */
        CONNECTING,
        /** They have let it in: its id stands, and it waits for a place. */
        ENTERING,
        ADMITTED,
        ENDED
    }

    private volatile Phase phase = Phase.CONNECTING;
    private volatile @Nullable CloseReason reason;
    private volatile @Nullable String malformed;

    /** What the handlers have said of the client stands, and they have let it in. */
    synchronized boolean enter() {
        boolean enters = phase == Phase.CONNECTING;
        phase = enters ? Phase.ENTERING : phase;
        return enters;
    }

    /** There is a place for it. */
    synchronized boolean admit() {
        if (phase == Phase.ENTERING) {
            phase = Phase.ADMITTED;
        }
        return phase == Phase.ADMITTED;
    }

    /**
     * It ends.
     *
     * @param departs done in the same step if it had been admitted, so that whoever finds it ended finds that done;
     *     touches nothing but memory
     * @return whether it had been admitted, and everybody is to be told of the end
     */
    synchronized boolean end(CloseReason newReason, Runnable departs) {
        if (phase == Phase.ENDED) {
            return false;
        }
        boolean admitted = phase == Phase.ADMITTED;
        reason = newReason;
        phase = Phase.ENDED;
        if (admitted) {
            departs.run();
        }
        return admitted;
    }

    boolean isAdmitted() {
        return phase == Phase.ADMITTED;
    }

    boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    /** It is about to end for a frame that is none; what is wrong with it. */
    void malformed(String what) {
        malformed = what;
    }

    /** The reason phrase of the close frame. */
    String closeText(CloseReason told) {
        String what = malformed;
        return told == CloseReason.MALFORMED && what != null ? told.textWith(what) : told.text();
    }

    /** Why it has ended, or null. */
    @Nullable
    CloseReason reason() {
        return reason;
    }
}
