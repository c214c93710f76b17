package org.garuda.channels.core.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes as clients send them, and what the decoder makes of them. */
final class Frames {

    private Frames() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Inbound v1(String text) {
        return FrameDecoder.text(ProtocolVersion.V1, utf8(text));
    }

    static Inbound v2(String text) {
        return FrameDecoder.text(ProtocolVersion.V2, utf8(text));
    }

    static Inbound.Message message(Inbound inbound) {
        return assertInstanceOf(Inbound.Message.class, inbound);
    }

    static Inbound.Malformed malformed(Inbound inbound) {
        return assertInstanceOf(Inbound.Malformed.class, inbound);
    }

    static String json(Payload payload) {
        return assertInstanceOf(Payload.Json.class, payload).text();
    }

    /** A V2 push with a binary payload. */
    static byte[] binaryPush(String joinRef, String ref, String topic, String event, byte... data) {
        return binary(0, data, joinRef, ref, topic, event);
    }

    /** Any V2 binary frame: its kind, a size for each part, the parts, the data. */
    static byte[] binary(int kind, byte[] data, String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(kind);
        for (String part : parts) {
            bytes.write(utf8(part).length);
        }
        for (String part : parts) {
            bytes.writeBytes(utf8(part));
        }
        bytes.writeBytes(data);
        return bytes.toByteArray();
    }
}
