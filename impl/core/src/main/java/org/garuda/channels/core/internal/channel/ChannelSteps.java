package org.garuda.channels.core.internal.channel;

import java.util.function.BooleanSupplier;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.queue.Mailbox;
import org.garuda.channels.core.internal.queue.Offer;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a channel's {@link ChannelState}, each with what the client is told of it. Both happen at once, under
 * the lock of the client's outbox; what follows, such as the word to the handler, happens after it and under no lock.
 * Called by any thread: of several who want to make a step the first does, and the others do nothing.
 */
final class ChannelSteps {

    private final ChannelParts channel;
    private final ChannelSubscription subscription;
    private final @Nullable String ref;
    private final @Nullable Frame closeOfPredecessor;

    /**
     * @param ref the join's, or null
     * @param closeOfPredecessor {@code phx_close} of an older join of this topic, told after the reply to this one; or
     *     null
     */
    ChannelSteps(
            ChannelParts channel,
            ChannelSubscription subscription,
            @Nullable String ref,
            @Nullable Frame closeOfPredecessor) {
        this.channel = channel;
        this.subscription = subscription;
        this.ref = ref;
        this.closeOfPredecessor = closeOfPredecessor;
    }

    /** The handler answers a message; the engine answers a leave that it has left open. */
    void answer(ReceivedEvent event, boolean ok, Payload response) {
        switch (event.kind()) {
            case JOIN -> answerJoin(event, ok, response);
            case LEAVE -> answerLeave(event, ok, response);
            case MESSAGE -> {
                Frame reply =
                        connection().encoder().reply(channel.outRef(), event.refJson(), channel.topic(), ok, response);
                connection().taken(connection().outbox().offer(reply, now()));
            }
        }
    }

    /** The handler answers a message with something that is to be encoded. */
    void reply(ReceivedEvent message, boolean ok, Object response) {
        answer(message, ok, channel.services().runtime().codec().encode(response));
    }

    private void answerJoin(ReceivedEvent join, boolean ok, Payload response) {
        Frame reply = connection().encoder().reply(channel.joinRef(), join.refJson(), channel.topic(), ok, response);
        if (!ok) {
            if (!endJoin(false, state()::refuse, reply)) {
                requireUnanswered();
            }
            return;
        }
        // In this order: a client that reads the reply misses no broadcast from then on.
        channel.services().topics().add(subscription);
        boolean first = endJoin(true, state()::join, reply);
        if (!channel.isJoined()) {
            // It did not come to that, or the channel has ended again.
            channel.services().topics().remove(subscription);
        }
        if (!first) {
            requireUnanswered();
        }
    }

    /**
     * An answer that comes too late, since the join was overruled or the channel has ended, is ignored; a second one is
     * an error.
     */
    private void requireUnanswered() {
        if (state().isAnsweredByHandler()) {
            throw new IllegalStateException(
                    "the join of \"" + Printable.of(channel.topic()) + "\" has been answered already");
        }
    }

    /**
     * Ends a join without the handler.
     *
     * @return false when the channel is not joining any more
     */
    boolean overruleJoin(Payload.Json reason) {
        return endJoin(
                false,
                state()::overrule,
                connection().encoder().reply(channel.joinRef(), ref, channel.topic(), false, reason));
    }

    /**
     * Ends the time of joining, one way or the other, with all that answers the join.
     *
     * @return false when it had ended before
     */
    private boolean endJoin(boolean opens, BooleanSupplier step, Frame reply) {
        Frame[] words = closeOfPredecessor == null ? new Frame[] {reply} : new Frame[] {reply, closeOfPredecessor};
        Offer offer = connection().outbox().step(subscription, opens, now(), step, words);
        boolean taken = offer == Offer.TAKEN;
        // Without room for the answer, the client is gone, or so slow that it goes now.
        if (!taken && !state().overrule()) {
            return false;
        }
        if (!taken || !opens) {
            connection().forget(channel);
        }
        connection().taken(offer);
        connection().mailbox().resume();
        return true;
    }

    private void answerLeave(ReceivedEvent leave, boolean ok, Payload response) {
        Frame reply = connection().encoder().reply(channel.outRef(), leave.refJson(), channel.topic(), ok, response);
        if (ok) {
            if (end(() -> state().end(leave), reply, ended("phx_close", Payload.EMPTY_OBJECT))) {
                tellTerminated();
            }
        } else if (state().openLeave() == leave) {
            connection().taken(connection().outbox().step(subscription, true, now(), () -> state().stay(leave), reply));
            connection().mailbox().resume();
        }
    }

    /** The application ends the channel. */
    void close() {
        if (!overruleJoin(ErrorReplies.CLOSED)
                && end(TerminationReason.CLOSED, ended("phx_close", Payload.EMPTY_OBJECT))) {
            tellTerminated();
        }
    }

    /** A callback has thrown something, which ends the channel. */
    void fail(String callback, Throwable cause) {
        NodeRuntime runtime = channel.services().runtime();
        CrashReport report = new CrashReport(runtime.log(), channel.route().name() + "." + callback, channel.topic());
        if (overruleJoin(ErrorReplies.JOIN_CRASHED)) {
            report.tell("the join failed", cause);
            runtime.counters().count(Counter.CHANNELS_CRASHED);
        } else if (end(TerminationReason.CRASHED, ended("phx_error", ErrorReplies.CHANNEL_CRASH))) {
            report.tell("the channel crashed", cause);
            runtime.counters().count(Counter.CHANNELS_CRASHED);
            tellTerminated();
        } else {
            report.tell("it failed after the channel's end", cause);
        }
    }

    /**
     * Ends the joined channel on the way out of its topic and tells the client; who calls this tells the handler.
     *
     * @return false when it had ended before, or never begun
     */
    boolean end(TerminationReason reason, Frame... lastWords) {
        return end(() -> state().end(reason), lastWords);
    }

    /** Ends the channel together with its client, who cannot be told anything. */
    void endWithClient(TerminationReason reason) {
        // A join that is still open has not begun for the handler's terminated(), but its late answer must find it
        // ended.
        if (state().overrule()) {
            connection().forget(channel);
        } else {
            end(() -> state().lose(reason));
        }
    }

    private boolean end(BooleanSupplier step, Frame... lastWords) {
        ChannelEnds ends = channel.services().ends();
        ends.begin();
        try {
            if (!connection().outbox().close(subscription, now(), step, lastWords)) {
                return false;
            }
            afterEnd();
        } finally {
            ends.finished();
        }
        connection().mailbox().resume();
        return true;
    }

    /** What follows the end, however it came; the client's messages about this topic wait for it. */
    private void afterEnd() {
        try {
            channel.services().topics().remove(subscription);
            channel.services().ends().tell(channel);
        } finally {
            state().ended();
        }
    }

    /** The word to the client that this channel has ended. */
    Frame ended(String event, Payload.Json payload) {
        return connection().encoder().ended(channel.joinRef(), channel.topic(), event, payload);
    }

    /** Has the handler told that the channel has ended, before the client's next message. */
    void tellTerminated() {
        connection().mailbox().putFirst(new Termination(channel));
    }

    private ChannelState state() {
        return channel.state();
    }

    private ChannelConnection connection() {
        return channel.connection();
    }

    private long now() {
        return channel.services().runtime().now();
    }

    /** The end of a channel, for its handler. */
    private record Termination(ChannelParts channel) implements Mailbox.Item {
        @Override
        public boolean mayBlock() {
            return !channel.route().nonBlocking();
        }

        @Override
        public void run() {
            channel.callTerminated();
        }
    }
}
