package org.garuda.channels.core.internal.topic;

import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.util.Objects;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.RawPayload;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.jspecify.annotations.Nullable;

/**
 * An event whose payload is encoded, as it came from a client or goes to all of them. Parsed when first read; safe for
 * use by any thread.
 */
public abstract class EncodedEvent implements ChannelEvent {

    /** More than {@link Printable} prints, so that it shows the cut. */
    private static final int MOST_PRINTED = 1024;

    private final String topic;
    private final String event;
    private final Payload payload;
    private final PayloadCodec codec;

    /** Made when first asked for; two threads may both make it, which is harmless. */
    private @Nullable JsonValue parsed;

    /** An event with these. */
    protected EncodedEvent(String topic, String event, Payload payload, PayloadCodec codec) {
        this.topic = topic;
        this.event = event;
        this.payload = payload;
        this.codec = codec;
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
    public RawPayload rawPayload() {
        return payload;
    }

    /** A ref as the client wrote it, parsed. */
    protected JsonValue parsed(@Nullable String refJson) {
        return refJson == null ? JsonValue.NULL : codec.parse(refJson);
    }

    /** The ref as the client wrote it, for the log; null when there is none. */
    protected @Nullable String refJson() {
        return null;
    }

    @Override
    public String toString() {
        return "ChannelEvent[topic=" + Printable.of(topic) + ", event=" + Printable.of(event) + ", payload="
                + (payload instanceof Payload.Json json
                        ? Printable.of(json.start(MOST_PRINTED))
                        : payload.length() + " bytes")
                + ", ref=" + Printable.of(refJson()) + "]";
    }

    private Payload.Json json() {
        if (payload instanceof Payload.Json json) {
            return json;
        }
        throw new IllegalStateException("the payload of \"" + Printable.of(event) + "\" on \"" + Printable.of(topic)
                + "\" is bytes, not JSON; use bytes()");
    }
}
