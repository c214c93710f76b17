package org.garuda.channels.core.engine;

import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.protocol.Frame;
import org.garuda.channels.core.protocol.FrameEncoder;
import org.garuda.channels.core.protocol.Payload;
import org.garuda.channels.core.protocol.ProtocolVersion;
import org.garuda.channels.core.protocol.UnencodableException;
import org.jspecify.annotations.Nullable;

/** Sends broadcasts to the subscribers of their topic: encoded once for each protocol version, offered to each outbox, waiting for nobody. */
final class Broadcasts implements ChannelBroadcaster {

    private final ChannelEngine engine;
    private final SubmissionPublisher<ChannelEvent> listeners;

    Broadcasts(ChannelEngine engine, int listenerBuffer) {
        this.engine = engine;
        this.listeners = new SubmissionPublisher<>(engine.dispatch(), listenerBuffer);
    }

    @Override
    public void broadcast(ChannelEvent event) {
        send(event.topic(), event.event(), event.rawPayload(), null);
    }

    @Override
    public void broadcastFrom(ChannelClient sender, ChannelEvent event) {
        send(event.topic(), event.event(), event.rawPayload(), sender);
    }

    @Override
    public void localBroadcast(ChannelEvent event) {
        send(event.topic(), event.event(), event.rawPayload(), null);
    }

    @Override
    public void disconnect(String id) {
        engine.identified(id).forEach(client -> client.end(CloseReason.DISCONNECTED));
    }

    @Override
    public int connectedClients() {
        return engine.clientCount();
    }

    @Override
    public int subscribers(String topic) {
        Topic members = engine.topics().find(topic);
        return members == null ? 0 : members.size();
    }

    @Override
    public Flow.Publisher<ChannelEvent> events() {
        return listeners;
    }

    /** Encodes and sends; nothing is sent when the payload cannot be encoded. */
    void send(String topic, String event, Object payload, @Nullable ChannelClient except) {
        Payload encoded = engine.codec().encodeMessage(topic, event, payload);
        Frame v2 = FrameEncoder.of(ProtocolVersion.V2).broadcast(topic, event, encoded);
        if (engine.isStopped()) {
            return;
        }
        engine.counters().count(Counter.BROADCASTS);
        ReceivedEvent broadcast = ReceivedEvent.broadcast(topic, event, encoded, engine.codec());
        Topic members = engine.topics().find(topic);
        if (members != null) {
            deliver(broadcast, encoded, v2, members.members(), except);
        }
        if (listeners.hasSubscribers()) {
            tellListeners(broadcast);
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
        send(topic, event, payload, null);
    }

    void close() {
        listeners.close();
    }

    private void deliver(
            ReceivedEvent broadcast,
            Payload payload,
            Frame v2,
            ClientChannel[] members,
            @Nullable ChannelClient except) {
        long now = engine.now();
        Frame v1 = null;
        int delivered = 0;
        for (ClientChannel member : members) {
            if (member.owner() == except) {
                continue;
            }
            delivered++;
            if (member.route().intercepted().contains(broadcast.event())) {
                intercept(member, broadcast);
            } else if (member.owner().version() == ProtocolVersion.V2) {
                member.deliver(v2, now);
            } else {
                try {
                    v1 = v1 == null
                            ? FrameEncoder.of(ProtocolVersion.V1)
                                    .broadcast(broadcast.topic(), broadcast.event(), payload)
                            : v1;
                    member.deliver(v1, now);
                } catch (UnencodableException e) {
                    // Everyone else gets it; this client's channel alone errs, unless it has not quite begun.
                    if (member.isJoined()) {
                        member.fail(e);
                    }
                }
            }
        }
        engine.counters().count(Counter.DELIVERIES, delivered);
    }

    private void intercept(ClientChannel member, ReceivedEvent broadcast) {
        boolean room = member.owner().mailbox().put(new Intercepted(engine, member, broadcast));
        if (!room) {
            member.owner().end(CloseReason.SLOW);
        }
    }

    /** A broadcast on its way through a receiver's handler. */
    private record Intercepted(ChannelEngine engine, ClientChannel member, ReceivedEvent broadcast)
            implements Mailbox.Item {
        @Override
        public boolean mayBlock() {
            return !member.route().nonBlocking();
        }

        @Override
        public boolean forgettable() {
            return true;
        }

        @Override
        public void run() {
            if (member.isJoined()) {
                engine.callOrFail(member, () -> member.route().handler().outgoingMessage(member, broadcast));
            }
        }
    }
}
