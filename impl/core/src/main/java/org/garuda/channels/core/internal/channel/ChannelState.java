package org.garuda.channels.core.internal.channel;

import java.util.concurrent.atomic.AtomicReference;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.core.internal.queue.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * How far a channel has come; the one place that knows. Each step is one exchange that the first to come makes; whoever
 * comes too late is told false, and does nothing. Steps that the client hears of are made under its outbox's lock,
 * together with the words ({@link Outbox#step}, {@link Outbox#close}).
 *
 * <pre>
 * JOINING → REFUSED | OVERRULED
 * JOINING → JOINED ⇄ LEAVING
 * JOINED | LEAVING → ENDING → ENDED → TOLD
 * JOINED | LEAVING → LOST → TOLD
 * </pre>
 */
public final class ChannelState {

    private enum Phase {
        /** The handler has not answered the join. */
        JOINING,
        /** The handler refused the join. */
        REFUSED,
        /** The engine ended the join; what the handler answers later is ignored. */
        OVERRULED,
        JOINED,
        /** Joined, and the handler has not answered the client's leave. */
        LEAVING,
        /** Ended while the client stays; its place in the topic and the listeners are about to know. */
        ENDING,
        /** Ended while the client stays. */
        ENDED,
        /** Ended together with its client, whose last messages may still be on their way to the handler. */
        LOST,
        /** Ended, and the handler is told, or about to be. */
        TOLD
    }

    /**
     * What belongs to a phase.
     *
     * @param since when the handler was asked, of JOINING and LEAVING
     * @param leave what the handler is asked, of LEAVING
     * @param reason of ENDING, ENDED and LOST
     */
    private record State(
            Phase phase,
            long since,
            @Nullable ReceivedEvent leave,
            @Nullable TerminationReason reason) {
        State(Phase phase) {
            this(phase, 0, null, null);
        }
    }

    private static final State REFUSED = new State(Phase.REFUSED);
    private static final State OVERRULED = new State(Phase.OVERRULED);
    private static final State JOINED = new State(Phase.JOINED);
    private static final State TOLD = new State(Phase.TOLD);

    private final AtomicReference<State> current;

    /** @param now the engine's clock; the handler is about to be asked */
    public ChannelState(long now) {
        current = new AtomicReference<>(new State(Phase.JOINING, now, null, null));
    }

    private Phase phase() {
        return current.get().phase();
    }

    /** Whether the client receives what is said on the topic. */
    public boolean isJoined() {
        return switch (phase()) {
            case JOINED, LEAVING -> true;
            default -> false;
        };
    }

    /** Whether the end is being made, by another thread; its connection resumes then. */
    public boolean isEnding() {
        return phase() == Phase.ENDING;
    }

    /** Whether the client's next message may be handled: nothing is asked, and no end is being made. */
    public boolean isSettled() {
        return switch (phase()) {
            case JOINING, LEAVING, ENDING -> false;
            default -> true;
        };
    }

    /**
     * Whether the client is not on the topic, or not any more. One that ended with its client is still told what the
     * client said before.
     */
    public boolean isOver() {
        return switch (phase()) {
            case REFUSED, OVERRULED, ENDED, TOLD -> true;
            default -> false;
        };
    }

    /** Whether the join was allowed, be it that the channel has ended since. */
    public boolean hasBegun() {
        return switch (phase()) {
            case JOINING, REFUSED, OVERRULED -> false;
            default -> true;
        };
    }

    /** Whether the handler has not let the client in: not yet, or not at all. */
    public boolean isNotAllowed() {
        return switch (phase()) {
            case JOINING, REFUSED -> true;
            default -> false;
        };
    }

    /** Whether the handler's answer to the join has taken effect, and nothing has ended the channel since. */
    public boolean isAnsweredByHandler() {
        return phase() == Phase.REFUSED || isJoined();
    }

    /** Whether the handler has owed an answer for longer than it may. */
    public boolean isOverdue(long now, long nanos) {
        State state = current.get();
        return (state.phase == Phase.JOINING || state.phase == Phase.LEAVING) && now - state.since > nanos;
    }

    /** The leave that the handler has not answered. */
    @Nullable
    public ReceivedEvent openLeave() {
        return current.get().leave();
    }

    /** The handler allows the join. */
    public boolean join() {
        return step(Phase.JOINING, JOINED);
    }

    /** The handler refuses the join. */
    public boolean refuse() {
        return step(Phase.JOINING, REFUSED);
    }

    /** The engine ends the join without the handler. */
    public boolean overrule() {
        return step(Phase.JOINING, OVERRULED);
    }

    /** The client wants to leave, and the handler is about to be asked. */
    public boolean leave(ReceivedEvent leave, long now) {
        return step(Phase.JOINED, new State(Phase.LEAVING, now, leave, null));
    }

    /** The handler refuses a leave. */
    public boolean stay(ReceivedEvent leave) {
        State state = current.get();
        return state.leave == leave && current.compareAndSet(state, JOINED);
    }

    /** The handler allows a leave. */
    public boolean end(ReceivedEvent leave) {
        State state = current.get();
        return state.leave == leave
                && current.compareAndSet(state, new State(Phase.ENDING, 0, null, TerminationReason.LEFT));
    }

    /** The joined channel ends while its client stays; {@link #ended} follows. */
    public boolean end(TerminationReason reason) {
        return stepFromJoined(new State(Phase.ENDING, 0, null, reason));
    }

    /** Everyone on the server knows of the end but the handler. Called by who made it. */
    public void ended() {
        State state = current.get();
        if (state.phase == Phase.ENDING) {
            current.compareAndSet(state, new State(Phase.ENDED, 0, null, state.reason));
        }
    }

    /** The joined channel ends together with its client. */
    public boolean lose(TerminationReason reason) {
        return stepFromJoined(new State(Phase.LOST, 0, null, reason));
    }

    /**
     * The handler is to be told of the end.
     *
     * @return what ended the channel, for the one who tells the handler; null for all others, and when there is no end
     *     to tell
     */
    @Nullable
    public TerminationReason tell() {
        State state = current.get();
        boolean due = state.phase == Phase.ENDED || state.phase == Phase.LOST;
        return due && current.compareAndSet(state, TOLD) ? state.reason : null;
    }

    private boolean step(Phase from, State to) {
        State state = current.get();
        return state.phase == from && current.compareAndSet(state, to);
    }

    /** A leave may be asked or answered in the same moment; the end comes all the same. */
    private boolean stepFromJoined(State to) {
        while (true) {
            State state = current.get();
            if (state.phase != Phase.JOINED && state.phase != Phase.LEAVING) {
                return false;
            }
            if (current.compareAndSet(state, to)) {
                return true;
            }
        }
    }

    @Override
    public String toString() {
        return phase().toString();
    }
}
