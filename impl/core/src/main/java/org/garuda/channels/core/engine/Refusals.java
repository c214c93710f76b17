package org.garuda.channels.core.engine;

import org.garuda.channels.core.protocol.Payload;

/** The reasons that the engine itself gives in error replies; Phoenix's words where Phoenix has any. */
final class Refusals {

    static final Payload.Json UNMATCHED_TOPIC = reason("unmatched topic");
    static final Payload.Json TOO_MANY_CHANNELS = reason("too many channels joined");
    static final Payload.Json JOIN_CRASHED = reason("join crashed");
    static final Payload.Json CHANNEL_CRASH = reason("channel_crash");
    static final Payload.Json JOIN_TIMEOUT = reason("join timeout");
    static final Payload.Json CLOSED = reason("closed");
    static final Payload.Json TOPIC_TOO_LONG = reason("topic too long");
    static final Payload.Json EVENT_TOO_LONG = reason("event too long");
    static final Payload.Json FORBIDDEN = reason("forbidden");

    private Refusals() {}

    private static Payload.Json reason(String text) {
        return Payload.Json.of("{\"reason\":\"" + text + "\"}");
    }
}
