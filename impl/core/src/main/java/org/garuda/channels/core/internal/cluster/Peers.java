package org.garuda.channels.core.internal.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.garuda.channels.core.internal.bus.BodyWriter;
import org.garuda.channels.core.internal.bus.Kind;
import org.garuda.channels.core.internal.bus.Outlet;
import org.garuda.channels.core.internal.bus.Slots;
import org.garuda.channels.core.internal.execution.Nanos;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.topic.BroadcastPeers;

/** Tells the other nodes what this node's application says. */
record Peers(Slots slots, Outlet outlet, BooleanSupplier ready) implements BroadcastPeers {

    /** A broadcast that disconnects is for clients whose id it names; who has such a client need not have the slot. */
    static final String DISCONNECT = "disconnect";

    private static final long NANOS_PER_MILLI = 1_000_000;

    static final int JSON = 0;
    static final int BINARY = 1;

    @Override
    public boolean isReady() {
        return ready.getAsBoolean();
    }

    @Override
    public void broadcast(String topic, String event, Payload payload) {
        byte[] body = new BodyWriter(topic.length() + event.length() + payload.length() + 8)
                .text(topic)
                .text(event)
                .oneByte(payload instanceof Payload.Json ? JSON : BINARY)
                .bytes(payload.array(), payload.offset(), payload.length())
                .toBytes();
        String channel = event.equals(DISCONNECT) ? Slots.CONTROL : slots.channel(slots.of(topic));
        outlet.send(channel, Kind.BROADCAST, body);
    }

    @Override
    public void disconnect(String id, Duration keepOut) {
        byte[] body = new BodyWriter(id.length() + 12)
                .text(id)
                .number(Nanos.of(keepOut) / NANOS_PER_MILLI)
                .toBytes();
        outlet.send(Slots.CONTROL, Kind.DISCONNECT, body);
    }
}
