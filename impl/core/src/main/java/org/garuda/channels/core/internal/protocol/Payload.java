package org.garuda.channels.core.internal.protocol;

import java.nio.charset.StandardCharsets;
import org.garuda.channels.RawPayload;

/** An encoded payload: a span of validated JSON, or bytes. The array is shared and never changed. */
public sealed interface Payload extends RawPayload {

    /** The empty object, the payload of everything that has none. */
    Json EMPTY_OBJECT = Json.of("{}");

    /** The array that holds the payload. */
    byte[] array();

    /** Where the payload starts. */
    int offset();

    /** How many bytes it has. */
    int length();

    /** JSON text in UTF-8, known to be valid. */
    record Json(byte[] array, int offset, int length) implements Payload {

        /** Wraps text that is known to be valid JSON. */
        public static Json of(String validJson) {
            byte[] bytes = validJson.getBytes(StandardCharsets.UTF_8);
            return new Json(bytes, 0, bytes.length);
        }

        /** Whether this is an object; only objects may be pushed and broadcast. */
        public boolean isObject() {
            int at = offset;
            while (at < offset + length && JsonScanner.isSpace(array[at])) {
                at++;
            }
            return at < offset + length && array[at] == '{';
        }

        /** The first bytes of the text, for a log line; a character that is cut is spoilt. */
        public String start(int bytes) {
            return new String(array, offset, Math.min(length, bytes), StandardCharsets.UTF_8);
        }

        /** The JSON text. */
        public String text() {
            return new String(array, offset, length, StandardCharsets.UTF_8);
        }
    }

    /** Bytes that travel as they are, in a binary frame. */
    record Binary(byte[] array, int offset, int length) implements Payload {

        /** Copies the bytes. */
        public byte[] copy() {
            byte[] bytes = new byte[length];
            System.arraycopy(array, offset, bytes, 0, length);
            return bytes;
        }
    }
}
