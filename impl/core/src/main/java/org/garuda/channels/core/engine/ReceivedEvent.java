package org.garuda.channels.core.engine;

import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.util.Objects;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.logging.Printable;
import org.garuda.channels.core.protocol.Payload;
import org.garuda.channels.core.protocol.PayloadCodec;
import org.jspecify.annotations.Nullable;

/** An event whose payload is encoded: one that came from a client, or one on its way to listeners and interceptors. Parsed when first read. */
final class ReceivedEvent implements ChannelEvent {

    /** More than {@link Printable} prints, so that it shows the cut. */
    private static final int MOST_PRINTED = 1024;

    /** What an answer to the event means. */
    enum Kind {
        JOIN,
        LEAVE,
        MESSAGE,
        BROADCAST
    }

    private final Kind kind;
    private final @Nullable ClientChannel channel;
    private final String topic;
    private final String event;
    private final Payload payload;
    private final @Nullable String ref;
    private final @Nullable String joinRef;
    private final PayloadCodec codec;
    private @Nullable JsonValue parsed;

    private ReceivedEvent(
            Kind kind,
            @Nullable ClientChannel channel,
            String topic,
            String event,
            Payload payload,
            @Nullable String ref,
            @Nullable String joinRef,
            PayloadCodec codec) {
        this.kind = kind;
        this.channel = channel;
        this.topic = topic;
        this.event = event;
        this.payload = payload;
        this.ref = ref;
        this.joinRef = joinRef;
        this.codec = codec;
    }

    static ReceivedEvent from(
            ClientChannel channel,
            Kind kind,
            String event,
            Payload payload,
            @Nullable String ref,
            @Nullable String joinRef,
            PayloadCodec codec) {
        return new ReceivedEvent(kind, channel, channel.topic(), event, payload, ref, joinRef, codec);
    }

    static ReceivedEvent broadcast(String topic, String event, Payload payload, PayloadCodec codec) {
        return new ReceivedEvent(Kind.BROADCAST, null, topic, event, payload, null, null, codec);
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    ClientChannel channel() {
        return channel;
    }

    @Nullable
    String refJson() {
        return ref;
    }

    @Nullable
    String joinRefJson() {
        return joinRef;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public String event() {
        return event;
    }

    @Override
    public JsonValue payload() {
        JsonValue value = parsed;
        if (value == null) {
            value = codec.parse(json());
            parsed = value;
        }
        return value;
    }

    @Override
    public <T> T payload(Type type) {
        Objects.requireNonNull(type, "the type must not be null");
        return codec.bind(json(), type);
    }

    @Override
    public boolean isBinary() {
        return payload instanceof Payload.Binary;
    }

    @Override
    public byte[] bytes() {
        if (payload instanceof Payload.Binary binary) {
            return binary.copy();
        }
        throw new IllegalStateException("the payload of \"" + Printable.of(event) + "\" on \"" + Printable.of(topic)
                + "\" is JSON, not bytes; use payload()");
    }

    @Override
    public JsonValue ref() {
        return ref == null ? JsonValue.NULL : codec.parse(ref);
    }

    @Override
    public JsonValue joinRef() {
        return joinRef == null ? JsonValue.NULL : codec.parse(joinRef);
    }

    @Override
    public Object rawPayload() {
        return payload;
    }

    @Override
    public String toString() {
        return "ChannelEvent[topic=" + Printable.of(topic) + ", event=" + Printable.of(event) + ", payload="
                + (payload instanceof Payload.Json json
                        ? Printable.of(json.start(MOST_PRINTED))
                        : payload.length() + " bytes")
                + ", ref=" + Printable.of(ref) + "]";
    }

    private Payload.Json json() {
        if (payload instanceof Payload.Json json) {
            return json;
        }
        throw new IllegalStateException("the payload of \"" + Printable.of(event) + "\" on \"" + Printable.of(topic)
                + "\" is bytes, not JSON; use bytes()");
    }
}
