package org.garuda.channels.core.internal.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns a frame from a client into a message, or into a word on why it is none. One pass over the bytes; the payload is
 * validated and left where it is.
 */
public final class FrameDecoder {

    private static final int PUSH = 0;
    private static final int PUSH_HEADER = 5;
    private static final String[] PARTS = {"join_ref", "ref", "topic", "event"};

    private FrameDecoder() {}

    /**
     * Decodes a text frame.
     *
     * @param utf8 the frame's text in valid UTF-8; kept by the message, so it must not be changed afterwards
     */
    public static Inbound text(ProtocolVersion version, byte[] utf8) {
        try {
            return version == ProtocolVersion.V1 ? object(utf8) : array(utf8);
        } catch (MalformedJsonException e) {
            return new Inbound.Malformed(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Decodes a binary frame. V1 takes its JSON in binary frames as well, as Phoenix does.
     *
     * @param bytes the frame; kept by the message, so it must not be changed afterwards
     */
    public static Inbound binary(ProtocolVersion version, byte[] bytes) {
        if (version == ProtocolVersion.V1) {
            return validUtf8(bytes, 0, bytes.length) == null
                    ? new Inbound.Malformed("binary frame that is not UTF-8 on a V1 connection")
                    : text(version, bytes);
        }
        if (bytes.length > 0 && bytes[0] != PUSH) {
            return new Inbound.Malformed(
                    "binary frame of kind " + (bytes[0] & 0xff) + ", but only pushes, of kind 0, are taken");
        }
        if (bytes.length < PUSH_HEADER) {
            return new Inbound.Malformed("binary frame of " + bytes.length + " bytes, too short for a push");
        }
        int at = PUSH_HEADER;
        String[] parts = new String[PUSH_HEADER - 1];
        for (int i = 0; i < parts.length; i++) {
            int size = bytes[i + 1] & 0xff;
            String part = size > bytes.length - at ? null : validUtf8(bytes, at, size);
            if (part == null) {
                return new Inbound.Malformed("binary frame whose " + PARTS[i]
                        + (size > bytes.length - at ? " is beyond its end" : " is not UTF-8"));
            }
            parts[i] = part;
            at += size;
        }
        return new Inbound.Message(
                JsonStrings.quote(parts[0]),
                JsonStrings.quote(parts[1]),
                parts[2],
                null,
                parts[3],
                new Payload.Binary(bytes, at, bytes.length - at),
                Math.max(bytes[1] & 0xff, bytes[2] & 0xff));
    }

    private static Inbound array(byte[] utf8) throws MalformedJsonException {
        JsonScanner scanner = new JsonScanner(utf8, 0, utf8.length);
        if (scanner.peek() == '{') {
            throw scanner.malformed("an object, as in V1, where V2 has [join_ref, ref, topic, event, payload]");
        }
        scanner.expect('[');
        Span joinRef = span(scanner);
        scanner.expect(',');
        Span ref = span(scanner);
        scanner.expect(',');
        Span topic = span(scanner);
        scanner.expect(',');
        Span event = span(scanner);
        scanner.expect(',');
        Span payload = span(scanner);
        while (scanner.accept(',')) {
            scanner.value();
        }
        scanner.expect(']');
        scanner.expectEnd();
        return message(utf8, joinRef, ref, topic, event, payload);
    }

    private static Inbound object(byte[] utf8) throws MalformedJsonException {
        JsonScanner scanner = new JsonScanner(utf8, 0, utf8.length);
        Span joinRef = null;
        Span ref = null;
        Span topic = null;
        Span event = null;
        Span payload = null;
        if (scanner.peek() == '[') {
            throw scanner.malformed("an array, as in V2, where V1 has an object");
        }
        scanner.expect('{');
        boolean more = !scanner.accept('}');
        while (more) {
            Span key = span(scanner);
            if (key.first(utf8) != '"') {
                throw scanner.malformed("expected a key");
            }
            String name = key.string(utf8);
            scanner.expect(':');
            Span value = span(scanner);
            // Of a key given twice the first counts, as in Phoenix.
            switch (name) {
                case "join_ref" -> joinRef = joinRef == null ? value : joinRef;
                case "ref" -> ref = ref == null ? value : ref;
                case "topic" -> topic = topic == null ? value : topic;
                case "event" -> event = event == null ? value : event;
                case "payload" -> payload = payload == null ? value : payload;
                default -> {
                    // Extra keys are accepted and ignored.
                }
            }
            more = scanner.accept(',');
            if (!more) {
                scanner.expect('}');
            }
        }
        scanner.expectEnd();
        if (ref == null || topic == null || event == null || payload == null) {
            return new Inbound.Malformed("object without topic, event, payload or ref");
        }
        return message(utf8, joinRef, ref, topic, event, payload);
    }

    private static Inbound message(
            byte[] utf8, @Nullable Span joinRef, Span ref, Span topic, Span event, Span payload) {
        boolean named = topic.first(utf8) == '"';
        return new Inbound.Message(
                joinRef == null ? null : joinRef.canonical(utf8),
                ref.canonical(utf8),
                named ? topic.string(utf8) : null,
                named ? null : topic.text(utf8),
                event.first(utf8) == '"' ? event.string(utf8) : null,
                new Payload.Json(utf8, payload.from, payload.to - payload.from),
                Math.max(joinRef == null ? 0 : joinRef.length(), ref.length()));
    }

    private static Span span(JsonScanner scanner) throws MalformedJsonException {
        scanner.peek();
        int from = scanner.position();
        scanner.value();
        return new Span(from, scanner.position(), scanner.escaped());
    }

    private static @Nullable String validUtf8(byte[] bytes, int offset, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null; // The caller says what that means for the frame.
        }
    }

    /** Where a value stands; {@code escaped} counts for strings alone. */
    private record Span(int from, int to, boolean escaped) {
        int length() {
            return to - from;
        }

        byte first(byte[] utf8) {
            return utf8[from];
        }

        String text(byte[] utf8) {
            return new String(utf8, from, to - from, StandardCharsets.UTF_8);
        }

        String string(byte[] utf8) {
            return JsonStrings.unquote(utf8, from, to, escaped);
        }

        @Nullable
        String canonical(byte[] utf8) {
            return switch (first(utf8)) {
                case 'n' -> null;
                case '"' -> escaped ? JsonStrings.quote(string(utf8)) : text(utf8);
                default -> text(utf8);
            };
        }
    }
}
