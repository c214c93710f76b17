package org.garuda.channels.core.internal.protocol;

import org.jspecify.annotations.Nullable;

/** JSON objects, without join refs and without bytes. */
final class V1Encoder implements FrameEncoder {

    static final V1Encoder INSTANCE = new V1Encoder();

    private V1Encoder() {}

    @Override
    public Frame reply(@Nullable String joinRef, @Nullable String ref, String topic, boolean ok, Payload response) {
        return finish(replyTo(json(response, topic), ok).string(topic), ref);
    }

    @Override
    public Frame replyToOddTopic(
            @Nullable String joinRef, @Nullable String ref, String topicJson, boolean ok, Payload.Json response) {
        return finish(replyTo(response, ok).json(topicJson), ref);
    }

    @Override
    public Frame push(@Nullable String joinRef, String topic, String event, Payload payload) {
        return message(topic, event, json(payload, topic), null);
    }

    @Override
    public Frame broadcast(String topic, String event, Payload payload) {
        return message(topic, event, json(payload, topic), null);
    }

    @Override
    public Frame ended(@Nullable String joinRef, String topic, String event, Payload.Json payload) {
        return message(topic, event, payload, joinRef);
    }

    private static Frame message(String topic, String event, Payload.Json payload, @Nullable String ref) {
        FrameWriter writer = new FrameWriter(48 + topic.length() + event.length() + payload.length());
        writer.raw("{\"event\":").string(event).raw(",\"payload\":").payload(payload);
        return finish(writer.raw(",\"topic\":").string(topic), ref);
    }

    private static FrameWriter replyTo(Payload.Json response, boolean ok) {
        return new FrameWriter(128 + response.length())
                .raw("{\"event\":\"phx_reply\",\"payload\":{\"response\":")
                .payload(response)
                .raw(ok ? ",\"status\":\"ok\"},\"topic\":" : ",\"status\":\"error\"},\"topic\":");
    }

    private static Frame finish(FrameWriter writer, @Nullable String ref) {
        return writer.raw(",\"ref\":").json(ref == null ? "null" : ref).raw("}").text();
    }

    private static Payload.Json json(Payload payload, String topic) {
        if (payload instanceof Payload.Json json) {
            return json;
        }
        throw new UnencodableException(
                "bytes on \"" + topic
                        + "\" for a client of protocol version 1, which knows no binary frames; send JSON, or let clients connect with vsn=2.0.0");
    }
}
