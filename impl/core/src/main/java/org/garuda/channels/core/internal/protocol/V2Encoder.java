package org.garuda.channels.core.internal.protocol;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON arrays, and binary frames whose header has one byte for each length. */
final class V2Encoder implements FrameEncoder {

    static final V2Encoder INSTANCE = new V2Encoder();

    private static final int PUSH = 0;
    private static final int REPLY = 1;
    private static final int BROADCAST = 2;
    private static final byte[] NOTHING = {};

    private V2Encoder() {}

    @Override
    public Frame reply(@Nullable String joinRef, @Nullable String ref, String topic, boolean ok, Payload response) {
        if (response instanceof Payload.Binary binary) {
            String status = ok ? "ok" : "error";
            return header(
                    REPLY,
                    binary,
                    part("join_ref", joinRef),
                    part("ref", ref),
                    text("topic", topic),
                    text("status", status));
        }
        return status(
                start(joinRef, ref, topic.length() + response.length() + 40).string(topic), ok, (Payload.Json)
                        response);
    }

    @Override
    public Frame replyToOddTopic(
            @Nullable String joinRef, @Nullable String ref, String topicJson, boolean ok, Payload.Json response) {
        return status(
                start(joinRef, ref, topicJson.length() + response.length() + 40).json(topicJson), ok, response);
    }

    @Override
    public Frame push(@Nullable String joinRef, String topic, String event, Payload payload) {
        if (payload instanceof Payload.Binary binary) {
            return header(PUSH, binary, part("join_ref", joinRef), text("topic", topic), text("event", event));
        }
        return message(joinRef, null, topic, event, payload);
    }

    @Override
    public Frame broadcast(String topic, String event, Payload payload) {
        if (payload instanceof Payload.Binary binary) {
            return header(BROADCAST, binary, text("topic", topic), text("event", event));
        }
        return message(null, null, topic, event, payload);
    }

    @Override
    public Frame ended(@Nullable String joinRef, String topic, String event, Payload.Json payload) {
        return message(joinRef, joinRef, topic, event, payload);
    }

    private static Frame message(
            @Nullable String joinRef, @Nullable String ref, String topic, String event, Payload payload) {
        return start(joinRef, ref, topic.length() + event.length() + payload.length() + 8)
                .string(topic)
                .raw(",")
                .string(event)
                .raw(",")
                .payload(payload)
                .raw("]")
                .text();
    }

    private static FrameWriter start(@Nullable String joinRef, @Nullable String ref, int expected) {
        String first = joinRef == null ? "null" : joinRef;
        String second = ref == null ? "null" : ref;
        return new FrameWriter(first.length() + second.length() + 3 + expected)
                .raw("[")
                .json(first)
                .raw(",")
                .json(second)
                .raw(",");
    }

    private static Frame status(FrameWriter writer, boolean ok, Payload.Json response) {
        return writer.raw(",\"phx_reply\",{\"response\":")
                .payload(response)
                .raw(ok ? ",\"status\":\"ok\"}]" : ",\"status\":\"error\"}]")
                .text();
    }

    private static Frame header(int kind, Payload.Binary data, byte[]... parts) {
        FrameWriter writer = new FrameWriter(1 + parts.length * 24 + data.length()).oneByte(kind);
        for (byte[] part : parts) {
            writer.oneByte(part.length);
        }
        for (byte[] part : parts) {
            writer.bytes(part, 0, part.length);
        }
        return writer.payload(data).binary();
    }

    /** A ref in a binary header: the text of a JSON string, the JSON text of anything else, nothing for null. */
    private static byte[] part(String name, @Nullable String ref) {
        if (ref == null) {
            return NOTHING;
        }
        byte[] json = ref.getBytes(StandardCharsets.UTF_8);
        return json[0] == '"' ? text(name, JsonStrings.unquote(json, 0, json.length, true)) : checked(name, json);
    }

    private static byte[] text(String name, String value) {
        return checked(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] checked(String name, byte[] part) {
        if (part.length > 255) {
            throw new UnencodableException("a " + name + " of " + part.length
                    + " bytes does not fit a binary frame, which has room for 255; use a shorter one, or send JSON");
        }
        return part;
    }
}
