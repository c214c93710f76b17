package org.garuda.channels.core.internal.protocol;

import org.jspecify.annotations.Nullable;

/** Encodes what the server says, once for each protocol version. Refs are JSON text, or null for JSON null. */
public interface FrameEncoder {

    /**
     * A reply.
     *
     * @throws UnencodableException when the version or its binary form cannot carry it
     */
    Frame reply(@Nullable String joinRef, @Nullable String ref, String topic, boolean ok, Payload response);

    /** A reply about a topic that is no string, echoed as the JSON text that came. */
    Frame replyToOddTopic(
            @Nullable String joinRef, @Nullable String ref, String topicJson, boolean ok, Payload.Json response);

    /**
     * A push to one client.
     *
     * @throws UnencodableException when the version or its binary form cannot carry it
     */
    Frame push(@Nullable String joinRef, String topic, String event, Payload payload);

    /**
     * A broadcast, the same for all receivers of the version.
     *
     * @throws UnencodableException when the version or its binary form cannot carry it
     */
    Frame broadcast(String topic, String event, Payload payload);

    /**
     * The word that a channel has ended: {@code phx_close} or {@code phx_error}, with the join ref as the client sent
     * it.
     */
    Frame ended(@Nullable String joinRef, String topic, String event, Payload.Json payload);
}
