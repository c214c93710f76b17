package org.garuda.channels.core.internal.cluster;

import java.time.Duration;
import org.garuda.channels.core.internal.bus.BodyReader;
import org.garuda.channels.core.internal.bus.MalformedMessageException;
import org.garuda.channels.core.internal.bus.Message;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.topic.ConnectionIndex;
import org.garuda.channels.core.internal.topic.LocalBroadcaster;

/** Does here what another node's application has said. */
record Deliveries(LocalBroadcaster broadcaster, ConnectionIndex connections) {

    /**
     * A message of kind {@code BROADCAST}.
     *
     * @throws MalformedMessageException when it is none
     */
    void broadcast(Message message) throws MalformedMessageException {
        BodyReader body = message.body();
        String topic = body.text();
        String event = body.text();
        int kind = body.oneByte();
        Payload payload = switch (kind) {
            case Peers.JSON -> new Payload.Json(body.array(), body.offset(), body.left());
            case Peers.BINARY -> new Payload.Binary(body.array(), body.offset(), body.left());
            default -> throw new MalformedMessageException("a payload of kind " + kind);
        };
        broadcaster.deliver(topic, event, payload);
    }

    /**
     * A message of kind {@code DISCONNECT}.
     *
     * @throws MalformedMessageException when it is none
     */
    void disconnect(Message message) throws MalformedMessageException {
        BodyReader body = message.body();
        connections.disconnect(body.text(), Duration.ofMillis(body.number()));
    }
}
