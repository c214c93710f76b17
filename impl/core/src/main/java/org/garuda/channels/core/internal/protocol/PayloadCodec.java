package org.garuda.channels.core.internal.protocol;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.garuda.channels.RawPayload;
import org.garuda.channels.core.internal.logging.Build;
import org.garuda.channels.core.internal.logging.Printable;

/**
 * Binds payloads with JSON-B, both ways. Holds the JSON providers, because looking them up costs fifty times what
 * parsing a small payload does. Safe for use by any thread.
 */
public final class PayloadCodec implements AutoCloseable {

    /**
     * Parsson's own limit is just below the 1,000 levels that Phoenix's clients may send, envelope included. Other
     * providers ignore the setting.
     */
    private static final int READ_DEPTH = 1100;

    private final Jsonb jsonb;
    private final JsonReaderFactory readers;

    /**
     * Takes the providers that the current class loader finds.
     *
     * @throws IllegalStateException when there are none; the message names what brings them
     */
    public PayloadCodec() {
        this(jsonb());
    }

    /** Takes a JSON-B that the application has set up. Closed together with this codec. */
    public PayloadCodec(Jsonb jsonb) {
        this.jsonb = jsonb;
        this.readers = readers();
    }

    private static Jsonb jsonb() {
        try {
            return JsonbBuilder.create();
        } catch (JsonbException e) {
            Build build = new Build();
            throw hasJsonP()
                    ? missing("JSON-B provider (jakarta.json.bind)", build.yasson(), e)
                    : missing(
                            "JSON-B provider (jakarta.json.bind) and no JSON-P provider (jakarta.json)",
                            build.yasson() + " and " + build.parsson(),
                            e);
        } catch (JsonException e) {
            throw missing("JSON-P provider (jakarta.json)", new Build().parsson(), e);
        }
    }

    /** Whoever lacks one mostly lacks both, and is to hear of it at once. */
    private static boolean hasJsonP() {
        try {
            readers();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static JsonReaderFactory readers() {
        try {
            return Json.createReaderFactory(Map.of("org.eclipse.parsson.maxDepth", READ_DEPTH));
        } catch (JsonException e) {
            throw missing("JSON-P provider (jakarta.json)", new Build().parsson(), e);
        }
    }

    private static IllegalStateException missing(String what, String dependency, RuntimeException cause) {
        return new IllegalStateException(
                "Garuda Channels found no " + what + ": " + cause.getMessage() + "; put " + dependency
                        + " with its dependencies into WEB-INF/lib, or on the class path of a server of your own",
                cause);
    }

    /**
     * Encodes what an application gave as a payload or response.
     *
     * @throws IllegalArgumentException when JSON-B cannot write it
     */
    public Payload encode(Object value) {
        Objects.requireNonNull(value, "the payload must not be null; use Map.of() for an empty one");
        if (value instanceof Payload encoded) {
            return encoded;
        }
        if (value instanceof Encoded own) {
            return own.encoded();
        }
        if (value instanceof RawPayload && value instanceof Supplier<?> given) {
            return encode(given.get()); // Of an event that the application made, whose class is the API's own.
        }
        if (value instanceof byte[] bytes) {
            return new Payload.Binary(bytes.clone(), 0, bytes.length);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return new Payload.Binary(copy, 0, copy.length);
        }
        if (value instanceof Map<?, ?> map && map.isEmpty()) {
            return Payload.EMPTY_OBJECT;
        }
        try {
            return Payload.Json.of(value instanceof JsonValue json ? json.toString() : jsonb.toJson(value));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "JSON-B cannot write a payload of " + value.getClass().getName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Encodes the payload of a push or broadcast.
     *
     * @throws IllegalArgumentException when JSON-B cannot write it, or writes something else than an object
     */
    public Payload encodeMessage(String topic, String event, Object value) {
        Objects.requireNonNull(topic, "the topic must not be null");
        Objects.requireNonNull(event, "the event must not be null");
        Payload payload = encode(value);
        if (payload instanceof Payload.Json json && !json.isObject()) {
            throw new IllegalArgumentException("the payload of \"" + Printable.of(event) + "\" on \""
                    + Printable.of(topic) + "\" must be a JSON object or bytes, but is " + kind(json)
                    + "; wrap it, as in Map.of(\"value\", …)");
        }
        return payload;
    }

    private static String kind(Payload.Json json) {
        return switch (json.text().trim().charAt(0)) {
            case '[' -> "an array";
            case '"' -> "a string";
            case 't', 'f' -> "a boolean";
            case 'n' -> "null";
            default -> "a number";
        };
    }

    /**
     * Parses JSON with JSON-P.
     *
     * @throws JsonException when the provider cannot take it, whatever the provider itself throws for its limits
     */
    public JsonValue parse(Payload.Json json) {
        try (JsonReader reader = readers.createReader(new StringReader(json.text()))) {
            return reader.readValue();
        } catch (JsonException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new JsonException("the JSON-P provider cannot take a payload: " + e.getMessage(), e);
        }
    }

    /**
     * Binds JSON to a type with JSON-B.
     *
     * @throws JsonbException when it does not fit, whatever the provider itself throws for its limits
     */
    public <T> T bind(Payload.Json json, Type type) {
        try {
            return jsonb.fromJson(json.text(), type);
        } catch (JsonbException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new JsonbException(
                    "JSON-B cannot bind a payload to " + type.getTypeName() + ": " + e.getMessage(), e);
        }
    }

    /** JSON text of any kind, such as a ref, as a value. */
    public JsonValue parse(String validJson) {
        return parse(Payload.Json.of(validJson));
    }

    @Override
    public void close() {
        try {
            jsonb.close();
        } catch (Exception e) {
            throw new JsonbException("closing the JSON-B provider failed", e);
        }
    }
}
