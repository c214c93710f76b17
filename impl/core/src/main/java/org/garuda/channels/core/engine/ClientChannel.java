package org.garuda.channels.core.engine;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.BooleanSupplier;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.OverflowPolicy;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.core.logging.Printable;
import org.garuda.channels.core.protocol.Frame;
import org.garuda.channels.core.protocol.Payload;
import org.jspecify.annotations.Nullable;

/** One client on one topic, from its join to its end. */
public final class ClientChannel implements ChannelConn {

    private static final System.Logger LOG = System.getLogger(ClientChannel.class.getName());

    private final Client client;
    private final Route route;
    private final String topic;
    private final @Nullable String joinRef;
    private final @Nullable String ref;
    private final @Nullable String outRef;
    private final @Nullable Frame closeOfPredecessor;
    private final ChannelState state;
    private final Outbox.Subscription subscription;
    private final Attributes assigns = new Attributes();

    private static final AtomicIntegerFieldUpdater<ClientChannel> INTERCEPTING =
            AtomicIntegerFieldUpdater.newUpdater(ClientChannel.class, "intercepting");

    /** How many broadcasts are with the handler before they reach the client, or wait behind such. */
    private volatile int intercepting;

    /** Where the topic keeps this channel, or −1; guarded by the topic's lock. */
    int place = -1;

    /**
     * @param joinRef as the client sent it with the join, or null
     * @param ref the join's ref, which stands in for a missing join ref in what the server sends
     * @param closeOfPredecessor {@code phx_close} of an older join of this topic, told after the reply to this one; or null
     */
    ClientChannel(
            Client client,
            Route route,
            String topic,
            @Nullable String joinRef,
            @Nullable String ref,
            @Nullable Frame closeOfPredecessor) {
        this.client = client;
        this.route = route;
        this.topic = topic;
        this.joinRef = joinRef;
        this.ref = ref;
        this.outRef = joinRef == null ? ref : joinRef;
        this.closeOfPredecessor = closeOfPredecessor;
        this.state = new ChannelState(client.now());
        this.subscription = new Outbox.Subscription(client.socket().overflow().of(topic));
    }

    Client owner() {
        return client;
    }

    Route route() {
        return route;
    }

    @Nullable
    String joinRef() {
        return joinRef;
    }

    ChannelState state() {
        return state;
    }

    @Override
    public ChannelClient client() {
        return client;
    }

    @Override
    public String topic() {
        return topic;
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
        Payload encoded = client.codec().encode(response);
        ReceivedEvent event = own(join);
        if (event.kind() != ReceivedEvent.Kind.JOIN) {
            throw new IllegalArgumentException("\"" + Printable.of(event.event()) + "\" on \"" + Printable.of(topic)
                    + "\" is no join; answer it with replyOk or replyError");
        }
        answerJoin(event, true, encoded);
    }

    @Override
    public void allowLeave(ChannelEvent leave) {
        ReceivedEvent event = own(leave);
        if (event.kind() != ReceivedEvent.Kind.LEAVE) {
            throw new IllegalArgumentException("\"" + Printable.of(event.event()) + "\" on \"" + Printable.of(topic)
                    + "\" is no leave; answer it with replyOk or replyError");
        }
        answerLeave(event, true, Payload.EMPTY_OBJECT);
    }

    @Override
    public void replyOk(ChannelEvent message, Object response) {
        reply(own(message), true, client.codec().encode(response));
    }

    @Override
    public void replyError(ChannelEvent message, Object response) {
        reply(own(message), false, client.codec().encode(response));
    }

    @Override
    public void push(String event, Object payload) {
        requireJoin("push");
        Payload encoded = client.codec().encodeMessage(topic, event, payload);
        Frame frame = client.encoder().push(outRef, topic, event, encoded);
        client.taken(client.outbox().offer(subscription, frame, client.now()));
    }

    @Override
    public void push(ChannelEvent event) {
        requireEvent(event);
        push(event.event(), event.rawPayload());
    }

    @Override
    public void broadcast(String event, Object payload) {
        requireJoin("broadcast");
        if (state.hasBegun()) {
            client.engine().broadcasts().send(topic, event, payload, null);
        }
    }

    @Override
    public void broadcast(ChannelEvent event) {
        requireEvent(event);
        broadcast(event.event(), event.rawPayload());
    }

    @Override
    public void broadcastFrom(String event, Object payload) {
        requireJoin("broadcast");
        if (state.hasBegun()) {
            client.engine().broadcasts().send(topic, event, payload, client);
        }
    }

    @Override
    public void broadcastFrom(ChannelEvent event) {
        requireEvent(event);
        broadcastFrom(event.event(), event.rawPayload());
    }

    @Override
    public void close() {
        if (!refuse(Refusals.CLOSED) && end(TerminationReason.CLOSED, ended("phx_close", Payload.EMPTY_OBJECT))) {
            client.tellTerminated(this);
        }
    }

    @Override
    public void fail(Throwable cause) {
        Objects.requireNonNull(cause, "the cause must not be null; close() ends a channel without one");
        fail("fail", cause);
    }

    /** Ends the channel for what a callback has thrown. */
    void fail(String callback, Throwable cause) {
        if (refuse(Refusals.JOIN_CRASHED)) {
            tellCrash(callback, "the join failed", cause);
            client.count(Counter.CHANNELS_CRASHED);
        } else if (end(TerminationReason.CRASHED, ended("phx_error", Refusals.CHANNEL_CRASH))) {
            tellCrash(callback, "the channel crashed", cause);
            client.count(Counter.CHANNELS_CRASHED);
            client.tellTerminated(this);
        } else {
            tellCrash(callback, "it failed after the channel's end", cause);
        }
    }

    private void tellCrash(String callback, String what, Throwable cause) {
        String where = route.name() + "." + callback;
        client.engine()
                .log()
                .log(
                        LOG,
                        Level.WARNING,
                        where + ": " + cause.getClass().getName(),
                        () -> where + " on \"" + Printable.of(topic) + "\": " + what,
                        cause);
    }

    /** Hands a broadcast to this subscriber; never waits. */
    void deliver(Frame frame, long now, Overflow overflow) {
        client.taken(client.outbox().offer(subscription, frame, now, overflow));
    }

    /** Whether a broadcast that has been sent is still with the handler, so that a later one has to wait for it. */
    boolean isIntercepting() {
        return intercepting > 0;
    }

    /** Counts a broadcast that the handler is given, and off again when it has dealt with it. */
    void intercepting(int more) {
        INTERCEPTING.addAndGet(this, more);
    }

    /** What becomes of broadcasts when the client is too slow for them. */
    OverflowPolicy overflow() {
        return subscription.policy();
    }

    /**
     * Sends to this channel alone what others were told by a broadcast while the client was away; never waits.
     *
     * @return false when it did not get there, since the channel has ended or the client is too slow
     */
    public boolean catchUp(String event, Payload.Json payload) {
        Outbox.Offer offer =
                client.outbox().offer(subscription, client.encoder().broadcast(topic, event, payload), client.now());
        client.taken(offer);
        return offer == Outbox.Offer.TAKEN;
    }

    /**
     * Ends a join without the handler.
     *
     * @return false when the channel is not joining any more
     */
    boolean refuse(Payload.Json reason) {
        return endJoin(false, state::overrule, client.encoder().reply(joinRef, ref, topic, false, reason));
    }

    /** Grants a leave that the handler left unanswered. */
    void leaveOverdue() {
        ReceivedEvent leave = state.openLeave();
        if (leave != null) {
            answerLeave(leave, true, Payload.EMPTY_OBJECT);
        }
    }

    /**
     * Ends the joined channel on the way out of its topic and tells the client; who calls this tells the handler.
     *
     * @return false when it had ended before, or never begun
     */
    boolean end(TerminationReason reason, Frame... lastWords) {
        return end(() -> state.end(reason), lastWords);
    }

    /** Ends the channel together with its client, who cannot be told anything. */
    void endSilently(TerminationReason reason) {
        // A join that is still open has not begun for the handler's terminated(), but its late answer must find it
        // ended.
        if (state.overrule()) {
            client.forget(this);
        } else {
            end(() -> state.lose(reason));
        }
    }

    private boolean end(BooleanSupplier step, Frame... lastWords) {
        client.engine().ending();
        try {
            if (!client.outbox().close(subscription, client.now(), step, lastWords)) {
                return false;
            }
            afterEnd();
        } finally {
            client.engine().ended();
        }
        client.resume();
        return true;
    }

    /** What follows the end, however it came; the client's messages about this topic wait for it. */
    private void afterEnd() {
        try {
            client.engine().left(this);
            client.engine().tellEnded(this);
        } finally {
            state.ended();
        }
    }

    /** The word to the client that this channel has ended. */
    Frame ended(String event, Payload.Json payload) {
        return client.encoder().ended(joinRef, topic, event, payload);
    }

    private void reply(ReceivedEvent event, boolean ok, Payload response) {
        switch (event.kind()) {
            case JOIN -> answerJoin(event, ok, response);
            case LEAVE -> answerLeave(event, ok, response);
            default -> client.say(client.encoder().reply(outRef, event.refJson(), topic, ok, response));
        }
    }

    private void answerJoin(ReceivedEvent join, boolean ok, Payload response) {
        Frame reply = client.encoder().reply(joinRef, join.refJson(), topic, ok, response);
        if (!ok) {
            if (!endJoin(false, state::refuse, reply)) {
                requireUnanswered();
            }
            return;
        }
        // In this order: a client that reads the reply misses no broadcast from then on.
        client.engine().joined(this);
        boolean first = endJoin(true, state::join, reply);
        if (!isJoined()) {
            client.engine().left(this); // It did not come to that, or the channel has ended again.
        }
        if (!first) {
            requireUnanswered();
        }
    }

    /**
     * Ends the time of joining, one way or the other, with all that answers the join.
     *
     * @return false when it had ended before
     */
    private boolean endJoin(boolean opens, BooleanSupplier step, Frame reply) {
        Frame[] words = closeOfPredecessor == null ? new Frame[] {reply} : new Frame[] {reply, closeOfPredecessor};
        Outbox.Offer offer = client.outbox().step(subscription, opens, client.now(), step, words);
        boolean taken = offer == Outbox.Offer.TAKEN;
        // Without room for the answer, the client is gone, or so slow that it goes now.
        if (!taken && !state.overrule()) {
            return false;
        }
        if (!taken || !opens) {
            client.forget(this);
        }
        client.taken(offer);
        client.resume();
        return true;
    }

    /** An answer that comes too late, since the engine ended the join or the channel has ended, is ignored; a second one is an error. */
    private void requireUnanswered() {
        if (state.isAnsweredByHandler()) {
            throw new IllegalStateException("the join of \"" + Printable.of(topic) + "\" has been answered already");
        }
    }

    private void answerLeave(ReceivedEvent leave, boolean ok, Payload response) {
        Frame reply = client.encoder().reply(outRef, leave.refJson(), topic, ok, response);
        if (ok) {
            if (end(() -> state.end(leave), reply, ended("phx_close", Payload.EMPTY_OBJECT))) {
                client.tellTerminated(this);
            }
        } else if (state.openLeave() == leave) {
            client.taken(client.outbox().step(subscription, true, client.now(), () -> state.stay(leave), reply));
            client.resume();
        }
    }

    private static void requireEvent(ChannelEvent event) {
        Objects.requireNonNull(event, "the event must not be null; ChannelEvent.of(…) makes one");
    }

    private ReceivedEvent own(ChannelEvent event) {
        Objects.requireNonNull(
                event, "the event to answer must not be null; give the one that the handler was called with");
        if (event instanceof ReceivedEvent received && received.channel() == this) {
            return received;
        }
        throw new IllegalArgumentException("\"" + event.event() + "\" did not come from this client on \"" + topic
                + "\"; only a message given to this channel's handler can be answered");
    }

    /** Whether this is a channel of the engine's clients. */
    public boolean belongsTo(ChannelEngine engine) {
        return client.engine() == engine;
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

    @Override
    public String toString() {
        return "ChannelConn[topic=" + Printable.of(topic) + ", state=" + state + "]";
    }
}
