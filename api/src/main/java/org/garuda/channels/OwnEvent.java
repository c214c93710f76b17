package org.garuda.channels;

import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Objects;

/** An event that the application made: the payload is still the application's object. */
record OwnEvent(String topic, String event, Object given) implements ChannelEvent {

    OwnEvent {
        Objects.requireNonNull(topic, "the topic must not be null");
        Objects.requireNonNull(event, "the event must not be null");
        Objects.requireNonNull(given, "the payload must not be null; use Map.of() for an empty one");
    }

    @Override
    public RawPayload rawPayload() {
        return new OwnPayload(given);
    }

    @Override
    public JsonValue payload() {
        return given instanceof JsonValue json ? json : payload((Type) JsonValue.class);
    }

    @Override
    @SuppressWarnings("try") // Jsonb.close() may throw anything, an InterruptedException by name included.
    public <T> T payload(Type type) {
        Objects.requireNonNull(type, "the type must not be null");
        if (isBinary()) {
            throw new IllegalStateException("the payload of \"" + event + "\" is binary; use bytes()");
        }
        // Reading back an event of one's own is rare (listeners get encoded ones), so a Jsonb for the occasion is
        // better than a static one.
        try (Jsonb jsonb = JsonbBuilder.create()) {
            return jsonb.fromJson(jsonb.toJson(given), type);
        } catch (JsonbException e) {
            throw e;
        } catch (Exception e) {
            throw new JsonbException("closing the JSON-B provider failed", e);
        }
    }

    @Override
    public boolean isBinary() {
        return given instanceof byte[] || given instanceof ByteBuffer;
    }

    @Override
    public byte[] bytes() {
        if (given instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (given instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        throw new IllegalStateException("the payload of \"" + event + "\" is not binary; use payload()");
    }

    @Override
    public JsonValue ref() {
        return JsonValue.NULL;
    }

    @Override
    public JsonValue joinRef() {
        return JsonValue.NULL;
    }
}
