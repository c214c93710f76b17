package org.garuda.channels.core.presence;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.garuda.channels.core.protocol.JsonStrings;
import org.garuda.channels.core.protocol.Payload;

/** Writes lists and diffs; the metas are copied as they are. */
final class PresenceJson {

    private static final int ROOM = 256;

    private byte[] array;
    private int size;

    PresenceJson() {
        this(0);
    }

    /** @param expected about how many bytes there will be; what is longer makes for copying */
    PresenceJson(int expected) {
        array = new byte[expected + expected / 16 + ROOM];
    }

    PresenceJson diff(PresenceList joins, PresenceList leaves) {
        return raw("{\"joins\":")
                .list(joins.tree())
                .raw(",\"leaves\":")
                .list(leaves.tree())
                .raw("}");
    }

    PresenceJson list(Tree<KeyEntry> entries) {
        String before = "{";
        for (KeyEntry entry : entries) {
            raw(before).string(entry.key()).raw(":").entry(entry);
            before = ",";
        }
        return raw(entries.isEmpty() ? "{}" : "}");
    }

    PresenceJson entry(KeyEntry entry) {
        String before = "{\"metas\":[";
        for (Meta meta : entry.tree()) {
            raw(before).bytes(meta.bytes());
            before = ",";
        }
        raw("]");
        JsonObject details = entry.details();
        if (!details.isEmpty()) {
            String object = details.toString();
            raw(",").text(object.substring(object.indexOf('{') + 1, object.lastIndexOf('}')));
        }
        return raw("}");
    }

    Payload.Json payload() {
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
