package org.garuda.channels.core.internal.topic;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.execution.NodeLifecycle;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.garuda.channels.core.internal.protocol.UnencodableException;
import org.jspecify.annotations.Nullable;

/**
 * Sends broadcasts to the subscribers of their topic: encoded once for each protocol version, offered to each outbox,
 * waiting for nobody.
 */
public final class LocalBroadcaster implements ChannelBroadcaster {

    private static final String DISCONNECT = "disconnect";

    private final NodeRuntime runtime;
    private final NodeLifecycle lifecycle;
    private final TopicRegistry topics;
    private final ConnectionIndex connections;
    private final @Nullable BroadcastPeers peers;
    private final SubmissionPublisher<ChannelEvent> listeners;

    /**
     * A broadcaster to the subscribers of this node, and through the peers to those of the others.
     *
     * @param peers null if there are no other nodes
     * @param listenerBuffer how many events may wait for one subscriber of {@link #events}
     */
    public LocalBroadcaster(
            NodeRuntime runtime,
            NodeLifecycle lifecycle,
            TopicRegistry topics,
            ConnectionIndex connections,
            @Nullable BroadcastPeers peers,
            int listenerBuffer) {
        this.runtime = runtime;
        this.lifecycle = lifecycle;
        this.topics = topics;
        this.connections = connections;
        this.peers = peers;
        this.listeners = new SubmissionPublisher<>(runtime.executor(), listenerBuffer);
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
        if (!connections.owns(sender)) {
            throw new IllegalArgumentException(
                    "the sender belongs to another server; use the broadcaster of the server that it came to");
        }
        send(event.topic(), event.event(), event.rawPayload(), sender);
    }

    @Override
    public void localBroadcast(ChannelEvent event) {
        requireEvent(event);
        send(event.topic(), event.event(), event.rawPayload(), null, false, null);
    }

    @Override
    public void disconnect(String id) {
        disconnect(id, Duration.ZERO);
    }

    @Override
    public void disconnect(String id, Duration keepOut) {
        Objects.requireNonNull(id, "the id must not be null");
        Objects.requireNonNull(keepOut, "the time must not be null; disconnect(id) keeps nobody out");
        if (keepOut.isNegative()) {
            throw new IllegalArgumentException("an id cannot be kept out for " + keepOut);
        }
        connections.disconnect(id, keepOut);
        if (peers != null && !lifecycle.isStopped()) {
            peers.disconnect(id, keepOut);
        }
    }

    @Override
    public boolean isReady() {
        return !lifecycle.isStopped() && (peers == null || peers.isReady());
    }

    @Override
    public int connectedClients() {
        return connections.size();
    }

    @Override
    public int subscribers(String topic) {
        Topic members = topics.find(Objects.requireNonNull(topic, "the topic must not be null"));
        return members == null ? 0 : members.size();
    }

    @Override
    public Flow.Publisher<ChannelEvent> events() {
        return subscriber ->
                listeners.subscribe(new GuardedSubscriber(runtime.faults(), Objects.requireNonNull(subscriber)));
    }

    private static void requireEvent(ChannelEvent event) {
        Objects.requireNonNull(event, "the event must not be null; ChannelEvent.of(…) makes one");
    }

    /**
     * Encodes and sends; nothing is sent when the payload cannot be encoded, or after the stop.
     *
     * @param except gets nothing; null when everybody does
     */
    public void send(String topic, String event, Object payload, @Nullable ChannelClient except) {
        send(topic, event, payload, except, false, peers);
    }

    /**
     * Sends to the subscribers on this node what they must not miss, whatever the overflow policy of the topic: a
     * client that has no room for it is closed as too slow. Never waits; does nothing after the stop.
     */
    public void announce(String topic, String event, Payload.Json payload) {
        send(topic, event, payload, null, true, null);
    }

    /**
     * Sends to the subscribers on this node what another node's application has said; does nothing after the stop.
     *
     * @throws UnencodableException when no client can be told
     */
    public void deliver(String topic, String event, Payload payload) {
        if (!lifecycle.isStopped()) {
            Topic members = topics.find(topic);
            if (members != null) {
                Frame v2 = ProtocolVersion.V2.encoder().broadcast(topic, event, payload);
                BroadcastEvent broadcast = new BroadcastEvent(topic, event, payload, runtime.codec());
                new Fanout(runtime, broadcast, payload, v2, false).to(members.members(), null);
            }
            if (event.equals(DISCONNECT)) {
                connections.disconnect(topic, Duration.ZERO);
            }
        }
    }

    private void send(
            String topic,
            String event,
            Object payload,
            @Nullable ChannelClient except,
            boolean keep,
            @Nullable BroadcastPeers others) {
        Payload encoded = runtime.codec().encodeMessage(topic, event, payload);
        Frame v2 = ProtocolVersion.V2.encoder().broadcast(topic, event, encoded);
        if (lifecycle.isStopped()) {
            return;
        }
        runtime.counters().count(Counter.BROADCASTS);
        BroadcastEvent broadcast = new BroadcastEvent(topic, event, encoded, runtime.codec());
        Topic members = topics.find(topic);
        if (members != null) {
            new Fanout(runtime, broadcast, encoded, v2, keep).to(members.members(), except);
        }
        if (event.equals(DISCONNECT)) {
            // What is broadcast to an id as a topic is for the connections that have it.
            connections.disconnect(topic, Duration.ZERO);
        }
        if (others != null) {
            others.broadcast(topic, event, encoded);
        }
        if (listeners.hasSubscribers()) {
            runtime.faults().run("telling the subscribers of events()", () -> tellListeners(broadcast));
        }
    }

    private void tellListeners(BroadcastEvent broadcast) {
        try {
            listeners.offer(broadcast, (listener, lost) -> {
                runtime.counters().count(Counter.LISTENER_EVENTS_LOST);
                return false;
            });
        } catch (IllegalStateException e) {
            if (!listeners.isClosed()) {
                throw e;
            } // Else the server stopped in this moment, and sending does nothing.
        }
    }

    /** Ends the subscriptions of {@link #events}; called by the engine. */
    public void close() {
        listeners.close();
    }
}
