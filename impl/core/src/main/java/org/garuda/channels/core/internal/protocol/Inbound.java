package org.garuda.channels.core.internal.protocol;

import org.jspecify.annotations.Nullable;

/** What a frame from a client turned out to be. Decoding never throws. */
public sealed interface Inbound {

    /**
     * A well-formed message. Refs are opaque: each is kept as JSON text (strings in one canonical spelling), so that it
     * is echoed with its type and compared strictly.
     *
     * @param joinRef JSON text of the join ref, or null for JSON null or none
     * @param ref JSON text of the ref, or null for JSON null
     * @param topic the topic, or null when it is no string
     * @param topicJson JSON text of a topic that is no string, else null
     * @param event the event, or null when it is no string
     * @param payload the payload
     * @param refBytes length of the longer of the two refs, in bytes as written in the frame
     */
    record Message(
            @Nullable String joinRef,
            @Nullable String ref,
            @Nullable String topic,
            @Nullable String topicJson,
            @Nullable String event,
            Payload payload,
            int refBytes)
            implements Inbound {

        /** The size of the frame, which is held as long as the message is. */
        public int bytes() {
            return payload.array().length;
        }

        /** Whether the client only says that it is there. */
        public boolean isHeartbeat() {
            return "heartbeat".equals(event) && "phoenix".equals(topic);
        }
    }

    /**
     * A frame that cannot be understood; the connection must end.
     *
     * @param reason what is wrong with it, for the log
     */
    record Malformed(String reason) implements Inbound {}
}
