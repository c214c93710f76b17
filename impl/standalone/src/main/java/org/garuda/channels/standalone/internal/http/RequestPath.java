package org.garuda.channels.standalone.internal.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes paths. */
public final class RequestPath {

    private RequestPath() {}

    /** The path decoded, or null when it is wrongly encoded, or leads out of its root. */
    public static @Nullable String decode(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
                int low = i + 2 < path.length() ? Character.digit(path.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        String decoded = utf8(bytes.toByteArray());
        return decoded == null
                        || decoded.indexOf('\0') >= 0
                        || decoded.indexOf('\\') >= 0
                        || List.of(decoded.split("/", -1)).contains("..")
                ? null
                : decoded;
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null; // The caller says so.
        }
    }
}
