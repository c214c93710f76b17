package org.garuda.channels.core.internal.topic;

import jakarta.json.JsonValue;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.protocol.PayloadCodec;

/** A broadcast on its way to listeners and to the handlers that intercept it. */
public final class BroadcastEvent extends EncodedEvent {

    BroadcastEvent(String topic, String event, Payload payload, PayloadCodec codec) {
        super(topic, event, payload, codec);
    }

    @Override
    public JsonValue ref() {
        return JsonValue.NULL;
    }

    @Override
    public JsonValue joinRef() {
        return JsonValue.NULL;
    }
}
