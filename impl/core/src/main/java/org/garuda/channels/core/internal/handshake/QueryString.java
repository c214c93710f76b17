package org.garuda.channels.core.internal.handshake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a query as Phoenix does: the last of a repeated name counts, a malformed escape stays as it is, and text that
 * is not UTF-8 is an error.
 */
public final class QueryString {

    private QueryString() {}

    /** The parameters, or empty when they are not UTF-8. */
    public static Optional<Map<String, String>> decode(@Nullable String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&")) {
                int equals = pair.indexOf('=');
                String name = text(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : text(pair.substring(equals + 1));
                if (name == null || value == null) {
                    return Optional.empty();
                }
                if (!pair.isEmpty()) {
                    parameters.put(name, value);
                }
            }
        }
        return Optional.of(Collections.unmodifiableMap(parameters));
    }

    private static @Nullable String text(String encoded) {
        if (encoded.indexOf('%') < 0
                && encoded.indexOf('+') < 0
                && encoded.chars().allMatch(c -> c < 0x80)) {
            return encoded;
        }
        byte[] source = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(source.length);
        for (int i = 0; i < source.length; i++) {
            int high = source[i] == '%' && i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(source[i + 2], 16);
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(source[i] == '+' ? ' ' : source[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null; // The handshake answers 400.
        }
    }
}
