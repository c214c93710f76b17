package org.garuda.channels.core.engine;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.OverflowPolicy;
import org.garuda.channels.TerminationReason;
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
    private final ChannelState state = new ChannelState();
    private final Outbox.Subscription subscription;
    private final AtomicReference<@Nullable ReceivedEvent> pendingLeave = new AtomicReference<>();
    private final Attributes assigns = new Attributes();

    /** All that answers the join is in the outbox, so that the client's next message may be handled. */
    private volatile boolean answered;

    /** A leave is open, up to the last word about it. */
    private volatile boolean leaving;

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

    /** Whether the handler has not answered the join, or a leave. */
    boolean isUnanswered() {
        return state.isJoining() || pendingLeave.get() != null;
    }

    /** Whether the client's next message may be handled. */
    boolean isSettled() {
        return answered && !leaving;
    }

    boolean hasEnded() {
        return state.hasEnded();
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
        ReceivedEvent event = own(join);
        if (event.kind() != ReceivedEvent.Kind.JOIN) {
            throw new IllegalArgumentException(
                    "\"" + event.event() + "\" on \"" + topic + "\" is no join; answer it with replyOk or replyError");
        }
        answerJoin(event, true, client.codec().encode(response));
    }

    @Override
    public void allowLeave(ChannelEvent leave) {
        ReceivedEvent event = own(leave);
        if (event.kind() != ReceivedEvent.Kind.LEAVE) {
            throw new IllegalArgumentException(
                    "\"" + event.event() + "\" on \"" + topic + "\" is no leave; answer it with replyOk or replyError");
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
        if (refuse(Refusals.JOIN_CRASHED)) {
            LOG.log(Level.WARNING, () -> "join of \"" + topic + "\" failed in " + route.name(), cause);
            client.count(Counter.CHANNELS_CRASHED);
        } else if (end(TerminationReason.CRASHED, ended("phx_error", Refusals.CHANNEL_CRASH))) {
            LOG.log(Level.WARNING, () -> "channel \"" + topic + "\" crashed in " + route.name(), cause);
            client.count(Counter.CHANNELS_CRASHED);
            client.tellTerminated(this);
        } else {
            LOG.log(
                    Level.WARNING,
                    () -> "channel \"" + topic + "\" failed in " + route.name() + " after its end",
                    cause);
        }
    }

    /** Hands a broadcast to this subscriber; never waits. */
    void deliver(Frame frame, long now, Overflow overflow) {
        client.taken(client.outbox().offer(subscription, frame, now, overflow));
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
        if (!state.overrule()) {
            return false;
        }
        client.forget(this);
        sayAfterJoin(client.encoder().reply(joinRef, ref, topic, false, reason));
        return true;
    }

    /** Grants a leave that the handler left unanswered. */
    void leaveOverdue() {
        ReceivedEvent leave = pendingLeave.get();
        if (leave != null) {
            answerLeave(leave, true, Payload.EMPTY_OBJECT);
        }
    }

    void leaving(ReceivedEvent leave) {
        leaving = true;
        pendingLeave.set(leave);
    }

    /**
     * Ends the joined channel on the way out of its topic and tells the client; who calls this tells the handler.
     *
     * @return false when it had ended before, or never begun
     */
    boolean end(TerminationReason reason, Frame... lastWords) {
        boolean first = state.end(reason);
        if (first) {
            afterEnd(lastWords);
        }
        return first;
    }

    /** Ends the channel together with its client, who cannot be told anything. */
    void endSilently(TerminationReason reason) {
        // A join that is still open has not begun for the handler's terminated(), but its late answer must find it
        // ended.
        if (state.overrule()) {
            client.forget(this);
        } else if (state.lose(reason)) {
            afterEnd();
        }
    }

    /** What follows the end, however it came. */
    private void afterEnd(Frame... lastWords) {
        client.engine().ending();
        try {
            client.outbox().close(subscription, client.now(), lastWords);
            client.engine().left(this);
            pendingLeave.set(null);
            leaving = false;
            client.engine().tellEnded(this);
        } finally {
            client.engine().ended();
        }
        client.resume();
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
            if (state.refuse()) {
                client.forget(this);
                sayAfterJoin(reply);
            } else {
                requireUnanswered();
            }
            return;
        }
        // In this order: a client that reads the reply misses no broadcast from then on.
        client.engine().joined(this);
        Outbox.Offer offer = client.outbox().open(subscription, reply, client.now(), state::join);
        if (!isJoined()) {
            client.engine().left(this); // It did not come to that, or the channel has ended again.
        }
        if (offer == Outbox.Offer.TAKEN) {
            sayAfterJoin(null);
        } else if (state.overrule()) {
            client.forget(this); // The client is gone, or so slow that it goes now.
            client.taken(offer);
        } else {
            requireUnanswered();
        }
    }

    /** An answer that comes too late, since the engine ended the join or the channel has ended, is ignored; a second one is an error. */
    private void requireUnanswered() {
        if (state.isAnsweredByHandler()) {
            throw new IllegalStateException("the join of \"" + topic + "\" has been answered already");
        }
    }

    private void sayAfterJoin(@Nullable Frame reply) {
        if (reply != null) {
            client.say(reply);
        }
        if (closeOfPredecessor != null) {
            client.say(closeOfPredecessor);
        }
        answered = true;
        client.resume();
    }

    private void answerLeave(ReceivedEvent leave, boolean ok, Payload response) {
        Frame reply = client.encoder().reply(outRef, leave.refJson(), topic, ok, response);
        if (!pendingLeave.compareAndSet(leave, null)) {
            return; // Answered before, or ended meanwhile.
        }
        if (!ok) {
            client.say(reply);
            leaving = false;
            client.resume();
        } else if (end(TerminationReason.LEFT, reply, ended("phx_close", Payload.EMPTY_OBJECT))) {
            client.tellTerminated(this);
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
            throw new IllegalStateException("cannot " + action + " on \"" + topic
                    + "\" before the join has been allowed; call allowJoin first");
        }
    }

    @Override
    public String toString() {
        return "ChannelConn[topic=" + topic + ", state=" + state + "]";
    }
}
