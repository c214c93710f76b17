package org.garuda.channels.core.engine;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.protocol.Frame;
import org.garuda.channels.core.protocol.FrameEncoder;
import org.garuda.channels.core.protocol.Payload;
import org.garuda.channels.core.protocol.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/** Sends broadcasts to the subscribers of their topic: encoded once for each protocol version, offered to each outbox, waiting for nobody. */
final class Broadcasts implements ChannelBroadcaster {

    private static final String DISCONNECT = "disconnect";

    private final ChannelEngine engine;
    private final SubmissionPublisher<ChannelEvent> listeners;

    Broadcasts(ChannelEngine engine, int listenerBuffer) {
        this.engine = engine;
        this.listeners = new SubmissionPublisher<>(engine.dispatch(), listenerBuffer);
    }

    @Override
    public void broadcast(ChannelEvent event) {
        requireEvent(event);
        send(event.topic(), event.event(), event.rawPayload(), null);
    }

    @Override
    public void broadcastFrom(ChannelClient sender, ChannelEvent event) {
        Objects.requireNonNull(sender, "the sender must not be null; broadcast(…) has none");
        requireEvent(event);
        send(event.topic(), event.event(), event.rawPayload(), sender);
    }

    @Override
    public void localBroadcast(ChannelEvent event) {
        requireEvent(event);
        send(event.topic(), event.event(), event.rawPayload(), null);
    }

    @Override
    public void disconnect(String id) {
        Objects.requireNonNull(id, "the id must not be null");
        engine.identified(id).forEach(client -> client.end(CloseReason.DISCONNECTED));
    }

    @Override
    public int connectedClients() {
        return engine.clientCount();
    }

    @Override
    public int subscribers(String topic) {
        Topic members = engine.topics().find(Objects.requireNonNull(topic, "the topic must not be null"));
        return members == null ? 0 : members.size();
    }

    @Override
    public Flow.Publisher<ChannelEvent> events() {
        return subscriber -> listeners.subscribe(new GuardedSubscriber(engine, Objects.requireNonNull(subscriber)));
    }

    private static void requireEvent(ChannelEvent event) {
        Objects.requireNonNull(event, "the event must not be null; ChannelEvent.of(…) makes one");
    }

    /** Encodes and sends; nothing is sent when the payload cannot be encoded. */
    void send(String topic, String event, Object payload, @Nullable ChannelClient except) {
        send(topic, event, payload, except, false);
    }

    private void send(String topic, String event, Object payload, @Nullable ChannelClient except, boolean keep) {
        Payload encoded = engine.codec().encodeMessage(topic, event, payload);
        Frame v2 = FrameEncoder.of(ProtocolVersion.V2).broadcast(topic, event, encoded);
        if (engine.isStopped()) {
            return;
        }
        engine.counters().count(Counter.BROADCASTS);
        ReceivedEvent broadcast = ReceivedEvent.broadcast(topic, event, encoded, engine.codec());
        Topic members = engine.topics().find(topic);
        if (members != null) {
            new Delivery(engine, broadcast, encoded, v2, keep).to(members.members(), except);
        }
        if (event.equals(DISCONNECT)) {
            disconnect(topic); // What is broadcast to an id as a topic is for the connections that have it.
        }
        if (listeners.hasSubscribers()) {
            engine.guarded("telling the subscribers of events()", () -> tellListeners(broadcast));
        }
    }

    private void tellListeners(ReceivedEvent broadcast) {
        try {
            listeners.offer(broadcast, (listener, lost) -> {
                engine.counters().count(Counter.LISTENER_EVENTS_LOST);
                return false;
            });
        } catch (IllegalStateException e) {
            if (!listeners.isClosed()) {
                throw e;
            } // Else the server stopped in this moment, and sending does nothing.
        }
    }

    /**
     * Sends to the subscribers on this node something that no overflow policy may drop: a client that cannot take it is too slow.
     */
    void announce(String topic, String event, Payload.Json payload) {
        send(topic, event, payload, null, true);
    }

    void close() {
        listeners.close();
    }
}
