package org.garuda.channels.core.internal.channel;

import org.garuda.channels.core.internal.protocol.Payload;

/** The reasons that the engine itself gives in error replies; Phoenix's words where Phoenix has any. */
public final class ErrorReplies {

    public static final Payload.Json UNMATCHED_TOPIC = reason("unmatched topic");
    public static final Payload.Json TOO_MANY_CHANNELS = reason("too many channels joined");
    public static final Payload.Json JOIN_CRASHED = reason("join crashed");
    public static final Payload.Json CHANNEL_CRASH = reason("channel_crash");
    public static final Payload.Json JOIN_TIMEOUT = reason("join timeout");
    public static final Payload.Json CLOSED = reason("closed");
    public static final Payload.Json TOPIC_TOO_LONG = reason("topic too long");
    public static final Payload.Json EVENT_TOO_LONG = reason("event too long");
    public static final Payload.Json UNAVAILABLE = reason("unavailable");
    public static final Payload.Json FORBIDDEN = reason("forbidden");
    public static final Payload.Json UNKNOWN_EVENT = reason("unknown event");
    public static final Payload.Json INVALID_PAYLOAD = reason("invalid payload");

    private ErrorReplies() {}

    private static Payload.Json reason(String text) {
        return Payload.Json.of("{\"reason\":\"" + text + "\"}");
    }
}
