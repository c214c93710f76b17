package org.garuda.channels.core.internal.presence;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.garuda.channels.core.internal.protocol.JsonStrings;
import org.garuda.channels.core.internal.protocol.Payload;

/** Writes lists and diffs; the metas are copied as they are. */
public final class PresenceJson {

    /** Something that is written as JSON. */
    public interface Part {
        void writeTo(PresenceJson json);
    }

    private static final int ROOM = 256;

    private byte[] array;
    private int size;

    public PresenceJson() {
        this(0);
    }

    /** @param expected about how many bytes there will be; what is longer makes for copying */
    PresenceJson(int expected) {
        array = new byte[expected + expected / 16 + ROOM];
    }

    /** What has come and gone. */
    public PresenceJson diff(Part joins, Part leaves) {
        raw("{\"joins\":");
        joins.writeTo(this);
        raw(",\"leaves\":");
        leaves.writeTo(this);
        return raw("}");
    }

    /** Entries, each behind its key. */
    <T extends Part> PresenceJson list(Iterable<T> entries, Function<T, String> key) {
        String before = "{";
        for (T entry : entries) {
            raw(before).string(key.apply(entry)).raw(":");
            entry.writeTo(this);
            before = ",";
        }
        return raw(before.equals("{") ? "{}" : "}");
    }

    /** One entry: its metas, and the members of what has been fetched for it. */
    PresenceJson entry(Iterable<Meta> metas, JsonObject details) {
        String before = "{\"metas\":[";
        for (Meta meta : metas) {
            raw(before).bytes(meta.bytes());
            before = ",";
        }
        raw("]");
        if (!details.isEmpty()) {
            String object = details.toString();
            raw(",").text(object.substring(object.indexOf('{') + 1, object.lastIndexOf('}')));
        }
        return raw("}");
    }

    public Payload.Json payload() {
        return new Payload.Json(array, 0, size);
    }

    private PresenceJson string(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                return text(JsonStrings.quote(text));
            }
        }
        return raw("\"").raw(text).raw("\"");
    }

    private PresenceJson text(String json) {
        return bytes(json.getBytes(StandardCharsets.UTF_8));
    }

    private PresenceJson raw(String ascii) {
        int length = ascii.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            array[size + i] = (byte) ascii.charAt(i);
        }
        size += length;
        return this;
    }

    private PresenceJson bytes(byte[] source) {
        ensure(source.length);
        System.arraycopy(source, 0, array, size, source.length);
        size += source.length;
        return this;
    }

    private void ensure(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }
}
