package org.garuda.channels.core.internal.channel;

import java.util.Map;
import java.util.Objects;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.Refusal;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.config.OverflowPolicy;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.logging.PrintableFailure;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.topic.Route;
import org.garuda.channels.core.internal.topic.RouteMatch;
import org.jspecify.annotations.Nullable;

/** One client on one topic, from its join to its end: what its handler can do with it, and what its connection does. */
public final class ChannelSession implements ChannelParts {

    private final ChannelServices services;
    private final ChannelConnection connection;
    private final RouteMatch match;
    private final String topic;
    private final @Nullable String joinRef;
    private final @Nullable String outRef;
    private final ChannelState state;
    private final ChannelSteps steps;
    private final ChannelSubscription subscription;
    private final Attributes assigns = new Attributes();

    /**
     * A channel whose client is about to join.
     *
     * @param match leads to its handler
     * @param overflow what becomes of the topic's broadcasts when the client is too slow
     * @param joinRef as the client sent it with the join, or null
     * @param ref the join's ref, which stands in for a missing join ref in what the server sends
     * @param closeOfPredecessor {@code phx_close} of an older join of this topic, told after the reply to this one; or
     *     null
     */
    public ChannelSession(
            ChannelServices services,
            ChannelConnection connection,
            RouteMatch match,
            OverflowPolicy overflow,
            String topic,
            @Nullable String joinRef,
            @Nullable String ref,
            @Nullable Frame closeOfPredecessor) {
        this.services = services;
        this.connection = connection;
        this.match = match;
        this.topic = topic;
        this.joinRef = joinRef;
        this.outRef = joinRef == null ? ref : joinRef;
        this.state = new ChannelState(services.runtime().now());
        this.subscription = new ChannelSubscription(this, overflow);
        this.steps = new ChannelSteps(this, subscription, ref, closeOfPredecessor);
    }

    // What the application does with it

    @Override
    public ChannelClient client() {
        return connection.client();
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public String topicVariable(String name) {
        Objects.requireNonNull(name, "the name of the variable must not be null");
        return match.pattern().variable(name, topic);
    }

    @Override
    public Map<String, Object> assigns() {
        return assigns.values();
    }

    @Override
    public boolean isJoined() {
        return state.isJoined();
    }

    @Override
    public void allowJoin(ChannelEvent join, Object response) {
        Payload encoded = services.runtime().codec().encode(response);
        steps.answer(ReceivedEvent.of(join, this, ReceivedEvent.Kind.JOIN), true, encoded);
    }

    @Override
    public void allowLeave(ChannelEvent leave) {
        steps.answer(ReceivedEvent.of(leave, this, ReceivedEvent.Kind.LEAVE), true, Payload.EMPTY_OBJECT);
    }

    @Override
    public void replyOk(ChannelEvent message, Object response) {
        steps.reply(ReceivedEvent.of(message, this), true, response);
    }

    @Override
    public void replyError(ChannelEvent message, Object response) {
        steps.reply(ReceivedEvent.of(message, this), false, response);
    }

    @Override
    public void push(String event, Object payload) {
        requireJoin("push");
        Payload encoded = services.runtime().codec().encodeMessage(topic, event, payload);
        subscription.push(connection.encoder().push(outRef, topic, event, encoded));
    }

    @Override
    public void broadcast(String event, Object payload) {
        requireJoin("broadcast");
        if (state.hasBegun()) {
            services.broadcaster().send(topic, event, payload, null);
        }
    }

    @Override
    public void broadcastFrom(String event, Object payload) {
        requireJoin("broadcast");
        if (state.hasBegun()) {
            services.broadcaster().send(topic, event, payload, client());
        }
    }

    @Override
    public void close() {
        steps.close();
    }

    @Override
    public void fail(Throwable cause) {
        Objects.requireNonNull(cause, "the cause must not be null; close() ends a channel without one");
        fail("fail", cause);
    }

    @Override
    public void fail(String callback, Throwable cause) {
        steps.fail(callback, cause);
    }

    // What its client's connection does with it

    @Override
    public Route route() {
        return match.route();
    }

    @Override
    public @Nullable String joinRef() {
        return joinRef;
    }

    @Override
    public ChannelState state() {
        return state;
    }

    /**
     * Calls the handler; what it throws ends the channel. Called by the item of the client's mailbox that has its turn.
     *
     * @param callback the method, for the log
     */
    @Override
    public void call(String callback, Runnable action) {
        try {
            connection.context().run(new PrintableFailure.Callback(action));
        } catch (Throwable e) {
            fail(callback, e);
        }
    }

    /**
     * The same for something that the client has asked for and the handler may refuse.
     *
     * @param event what the client gets an answer to
     */
    public void call(String callback, ReceivedEvent event, Runnable action) {
        call(callback, () -> {
            try {
                action.run();
            } catch (Refusal refusal) {
                replyError(event, refusal.response());
            }
        });
    }

    /**
     * Ends a join without the handler.
     *
     * @return false when the channel is not joining any more
     */
    public boolean overruleJoin(Payload.Json reason) {
        return steps.overruleJoin(reason);
    }

    /** Grants a leave that the handler left unanswered. */
    public void grantOverdueLeave() {
        ReceivedEvent leave = state.openLeave();
        if (leave != null) {
            steps.answer(leave, true, Payload.EMPTY_OBJECT);
        }
    }

    /**
     * Ends the joined channel because its client joins the topic anew; who calls this {@linkplain #callTerminated tells
     * the handler}.
     *
     * @return what the client is told of it behind the reply to the new join; null when the channel had ended before,
     *     or never begun
     */
    public @Nullable Frame endForRejoin() {
        return steps.end(TerminationReason.REJOINED) ? steps.ended("phx_close", Payload.EMPTY_OBJECT) : null;
    }

    /** Ends the channel together with its client, who cannot be told anything. */
    public void endWithClient(TerminationReason reason) {
        steps.endWithClient(reason);
    }

    /**
     * Tells the handler that the channel has ended, unless it was told before. Only now is the channel forgotten, so
     * that nobody overtakes its end.
     */
    @Override
    public void callTerminated() {
        TerminationReason reason = state.tell();
        if (reason != null) {
            connection.forget(this);
            services.runtime()
                    .callbacks()
                    .call(
                            connection.context(),
                            route().name() + ".terminated",
                            () -> route().handler().terminated(this, reason));
        }
    }

    // What presence does with it

    /**
     * Sends to this channel alone what others were told by a broadcast while the client was away; never waits.
     *
     * @return false when it did not get there, since the channel has ended or the client is too slow
     */
    public boolean catchUp(String event, Payload.Json payload) {
        return subscription.push(connection.encoder().broadcast(topic, event, payload));
    }

    /** Whether this is a channel of the node with these services. */
    @SuppressWarnings("ReferenceEquality") // Two nodes are two, whatever they are made of.
    public boolean belongsTo(ChannelServices node) {
        return services == node;
    }

    /**
     * Checks that the join has been allowed, be it that the channel has ended since.
     *
     * @param action what the caller wants to do, for the message
     * @throws IllegalStateException when the join has not been allowed
     */
    public void requireJoin(String action) {
        if (state.isNotAllowed()) {
            throw new IllegalStateException("cannot " + action + " on \"" + Printable.of(topic)
                    + "\" before the join has been allowed; call allowJoin first");
        }
    }

    // What its parts need

    @Override
    public ChannelServices services() {
        return services;
    }

    @Override
    public ChannelConnection connection() {
        return connection;
    }

    @Override
    public @Nullable String outRef() {
        return outRef;
    }

    @Override
    public String toString() {
        return "ChannelConn[topic=" + Printable.of(topic) + ", state=" + state + "]";
    }
}
