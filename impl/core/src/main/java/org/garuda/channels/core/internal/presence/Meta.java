package org.garuda.channels.core.internal.presence;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.garuda.channels.core.internal.protocol.JsonStrings;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.jspecify.annotations.Nullable;

/** One meta under a key: JSON as clients get it, encoded once. Immutable. */
public final class Meta {

    /** In the order in which they came to this node's list, which is the order that phoenix.js keeps them in. */
    static final Comparator<Meta> BY_PLACE = Comparator.comparingLong(Meta::place);

    private static final String REF = "phx_ref";
    private static final String PREVIOUS_REF = "phx_ref_prev";

    private final String key;
    private final String ref;
    private final long place;
    private final long since;
    private final byte[] json;
    private final PayloadCodec codec;

    /** Made when first asked for; two threads may both make it, which is harmless. */
    private @Nullable JsonObject parsed;

    /**
     * @param place greater than that of all metas that the topic has had before
     * @param since when it came, on the engine's clock
     * @param json an object in UTF-8, with the ref in it
     */
    public Meta(String key, String ref, long place, long since, byte[] json, PayloadCodec codec) {
        this.key = key;
        this.ref = ref;
        this.place = place;
        this.since = since;
        this.json = json;
        this.codec = codec;
    }

    public String key() {
        return key;
    }

    public String ref() {
        return ref;
    }

    long place() {
        return place;
    }

    public long since() {
        return since;
    }

    /** The JSON as clients get it; shared, never to be changed. */
    byte[] bytes() {
        return json;
    }

    public String text() {
        return new String(json, StandardCharsets.UTF_8);
    }

    JsonObject json() {
        JsonObject object = parsed;
        if (object == null) {
            object = codec.parse(new Payload.Json(json, 0, json.length)).asJsonObject();
            parsed = object;
        }
        return object;
    }

    /** What the application gave, without the protocol's members. */
    public JsonObject value() {
        return codec.parse("{" + membersOf(json()) + "}").asJsonObject();
    }

    /**
     * The members of what an application gave as a meta, as JSON text without braces and without the protocol's own.
     *
     * @throws IllegalArgumentException when it is not written as an object
     */
    public static String members(Object meta, PayloadCodec codec) {
        if (!(codec.encode(meta) instanceof Payload.Json encoded) || !encoded.isObject()) {
            throw new IllegalArgumentException("a meta must be a JSON object, but "
                    + meta.getClass().getName() + " is not written as one; wrap it, as in Map.of(\"value\", …)");
        }
        String text = encoded.text();
        // A name can be spelled with escapes, so that only a parser can tell.
        if (text.contains(REF) || text.indexOf('\\') >= 0) {
            return membersOf(codec.parse(encoded).asJsonObject());
        }
        return text.substring(text.indexOf('{') + 1, text.lastIndexOf('}')).strip();
    }

    /** The JSON of a meta as clients get it. */
    public static byte[] json(String ref, @Nullable String previousRef, String members) {
        StringBuilder text = new StringBuilder(members.length() + 64)
                .append("{\"" + REF + "\":\"")
                .append(ref)
                .append('"');
        if (previousRef != null) {
            text.append(",\"" + PREVIOUS_REF + "\":\"").append(previousRef).append('"');
        }
        if (!members.isEmpty()) {
            text.append(',').append(members);
        }
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String membersOf(JsonObject object) {
        StringBuilder text = new StringBuilder();
        object.forEach((name, value) -> {
            if (!name.equals(REF) && !name.equals(PREVIOUS_REF)) {
                append(text, name, value);
            }
        });
        return text.toString();
    }

    private static void append(StringBuilder text, String name, JsonValue value) {
        text.append(text.isEmpty() ? "" : ",")
                .append(JsonStrings.quote(name))
                .append(':')
                .append(value);
    }
}
