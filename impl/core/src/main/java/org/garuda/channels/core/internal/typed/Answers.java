package org.garuda.channels.core.internal.typed;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.Refusal;
import org.garuda.channels.core.internal.channel.LibraryChannel;
import org.garuda.channels.typed.Reply;
import org.jspecify.annotations.Nullable;

/** Makes answers of what methods return and throw, now or later. Safe for use by any thread. */
final class Answers {

    private final Object bean;
    private final List<Action.OnFailure> errors;

    /** @param errors the most special first */
    Answers(Object bean, List<Action.OnFailure> errors) {
        this.bean = bean;
        this.errors = errors;
    }

    /** A client's message whose answer is due. */
    private record Due(
            LibraryChannel channel,
            Call call,
            Action action,
            @Nullable Action joined,
            boolean isJoin) {
        ChannelEvent event() {
            return call.message();
        }
    }

    void message(LibraryChannel channel, Call call, Action action) {
        perform(new Due(channel, call, action, null, false));
    }

    /** @param joined called when the join has been allowed, or null */
    void join(LibraryChannel channel, Call call, Action action, @Nullable Action joined) {
        perform(new Due(channel, call, action, joined, true));
    }

    /** Lets the client leave, unless the method throws. */
    void leave(LibraryChannel channel, Call call, Action action) {
        Due due = new Due(channel, call, action, null, false);
        try {
            action.call(bean, call);
        } catch (Throwable e) {
            failed(due, e);
            return;
        }
        channel.allowLeave(call.message());
    }

    /** Tells a client that what it sent does not fit. */
    void reject(LibraryChannel channel, ChannelEvent event, Rejected why) {
        channel.count(why.counter());
        channel.replyError(event, why.response());
    }

    private void perform(Due due) {
        Object result;
        try {
            result = due.action().call(bean, due.call());
        } catch (Throwable e) {
            failed(due, e);
            return;
        }
        if (result instanceof CompletionStage<?> stage) {
            Completion.of(stage, due.channel(), due.action().name(), (value, failure) -> {
                if (failure == null) {
                    settle(due, value, false);
                } else {
                    failed(due, cause(failure));
                }
            });
        } else {
            settle(due, result, true);
        }
    }

    /** @param inTurn whether this is the callback itself, so that none of the client's others can be before it */
    private void settle(Due due, @Nullable Object result, boolean inTurn) {
        if (result instanceof Reply reply && !reply.isOk()) {
            if (reply.isError()) {
                due.channel().replyError(due.event(), written(reply.response()));
            }
            return;
        }
        if (due.action().silent() && !due.isJoin()) {
            return;
        }
        Object response = written(result instanceof Reply reply ? reply.response() : result);
        Action joined = due.joined();
        if (joined == null) {
            reply(due, response);
        } else if (inTurn) {
            reply(due, response);
            joined.run(bean, due.call());
        } else {
            // In its place before the join is answered, so that no message of the client can overtake it.
            due.channel().callFirst(joined.name(), () -> joined.run(bean, due.call()));
            reply(due, response);
        }
    }

    private static void reply(Due due, Object response) {
        if (due.isJoin() && due.action().silent()) {
            due.channel().allowJoin(due.event());
        } else {
            due.channel().replyOk(due.event(), response);
        }
    }

    /** What is thrown by this ends the channel. */
    private void failed(Due due, Throwable failure) {
        if (failure instanceof Rejected rejected) {
            reject(due.channel(), due.event(), rejected);
        } else if (failure instanceof Refusal refusal) {
            due.channel().replyError(due.event(), refusal.response());
        } else {
            Reply reply = answer(due.call(), failure);
            if (reply == null) {
                throw Action.<RuntimeException>asUnchecked(failure);
            }
            if (reply.isOk()) {
                due.channel().replyOk(due.event(), written(reply.response()));
            } else if (reply.isError()) {
                due.channel().replyError(due.event(), written(reply.response()));
            }
        }
    }

    /** What a method for errors makes of it, or null when there is none for it. */
    private @Nullable Reply answer(Call call, Throwable failure) {
        for (Action.OnFailure error : errors) {
            if (error.type().isInstance(failure)) {
                try {
                    return (Reply) error.action().run(bean, call.failedWith(failure));
                } catch (Refusal refusal) {
                    return Reply.error(refusal.response());
                }
            }
        }
        return null;
    }

    /** What is written for it. */
    static Object written(@Nullable Object value) {
        if (value instanceof ChannelEvent event) {
            return event.rawPayload();
        }
        return value == null ? JsonValue.NULL : value;
    }

    private static Throwable cause(Throwable failure) {
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapped && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The result of a method that comes later, or is there already: then it is dealt with within the same callback. */
    private static final class Completion {

        private final Thread caller = Thread.currentThread();

        /** Read by the caller's thread alone, when that completes the stage. */
        private boolean returned;

        private Completion() {}

        /**
         * Has a result dealt with when it is there, once, in the client's context.
         *
         * @param name the method's, for the log
         * @param then takes the value or the failure; what it throws ends the channel
         */
        static void of(
                CompletionStage<?> stage,
                LibraryChannel channel,
                String name,
                BiConsumer<@Nullable Object, @Nullable Throwable> then) {
            Completion completion = new Completion();
            Throwable[] thrown = new Throwable[1];
            stage.whenComplete((value, failure) -> {
                if (completion.isWithinCall()) {
                    try {
                        then.accept(value, failure);
                    } catch (Throwable e) {
                        thrown[0] = e; // The stage would keep it to itself.
                    }
                } else {
                    channel.callAside(name, () -> then.accept(value, failure));
                }
            });
            completion.returned = true;
            if (thrown[0] != null) {
                throw Action.<RuntimeException>asUnchecked(thrown[0]);
            }
        }

        private boolean isWithinCall() {
            return Thread.currentThread().equals(caller) && !returned;
        }
    }
}
