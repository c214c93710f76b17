package org.garuda.channels.core.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.garuda.channels.TerminationReason;
import org.jspecify.annotations.Nullable;

/** How far a channel has come. Each step is taken by one thread, whoever is first; the others are told so. */
final class ChannelState {

    private enum Stage {
        JOINING,
        /** The handler refused the join. */
        REFUSED,
        /** The engine ended the join; what the handler answers later is ignored. */
        OVERRULED,
        JOINED,
        /** Joined once, and ended while the client stayed. */
        ENDED,
        /** Ended together with its client, whose last messages may still be on their way to the handler. */
        LOST
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.JOINING);
    private @Nullable TerminationReason endedBy;
    private boolean told;

    boolean isJoining() {
        return stage.get() == Stage.JOINING;
    }

    boolean isJoined() {
        return stage.get() == Stage.JOINED;
    }

    /** Whether it was joined once and has ended while the client stayed. */
    boolean hasEnded() {
        return stage.get() == Stage.ENDED;
    }

    /** Whether the join was allowed, so that the handler has to be told of the end. A join that the engine ended may go unnoticed by its handler. */
    boolean hasBegun() {
        Stage now = stage.get();
        return now == Stage.JOINED || now == Stage.ENDED || now == Stage.LOST;
    }

    /** Whether the handler has not let the client in: not yet, or not at all. */
    boolean isNotAllowed() {
        Stage now = stage.get();
        return now == Stage.JOINING || now == Stage.REFUSED;
    }

    /** Whether the handler's answer to the join has taken effect, and nothing has ended the channel since. */
    boolean isAnsweredByHandler() {
        Stage now = stage.get();
        return now == Stage.REFUSED || now == Stage.JOINED;
    }

    /** The handler allows the join. */
    boolean join() {
        return stage.compareAndSet(Stage.JOINING, Stage.JOINED);
    }

    /** The handler refuses the join. */
    boolean refuse() {
        return stage.compareAndSet(Stage.JOINING, Stage.REFUSED);
    }

    /** The engine ends the join without the handler. */
    boolean overrule() {
        return stage.compareAndSet(Stage.JOINING, Stage.OVERRULED);
    }

    /** The joined channel ends while its client stays. */
    synchronized boolean end(TerminationReason reason) {
        return end(Stage.ENDED, reason);
    }

    /** The joined channel ends together with its client. */
    synchronized boolean lose(TerminationReason reason) {
        return end(Stage.LOST, reason);
    }

    private boolean end(Stage last, TerminationReason reason) {
        boolean first = stage.compareAndSet(Stage.JOINED, last);
        endedBy = first ? reason : endedBy;
        return first;
    }

    /** What ended the channel; only for one that has begun and ended. */
    synchronized TerminationReason endedBy() {
        return endedBy == null ? TerminationReason.DISCONNECTED : endedBy;
    }

    /** Tells true once, to the one who then tells the handler of the end. */
    synchronized boolean tellOnce() {
        boolean first = !told;
        told = true;
        return first;
    }

    @Override
    public String toString() {
        return stage.toString();
    }
}
