package org.garuda.channels.core.engine;

import org.jspecify.annotations.Nullable;

/** The door's answer to a client that wants in. */
public sealed interface Admission {

    /**
     * The client may come in. Whoever asked must then either open the connection ({@link Conversation#opened}) or give the client up
     * ({@link Conversation#gone}).
     *
     * @param conversation what the client says goes here
     * @param subprotocol to be named in the answer, or null
     */
    record Admitted(Conversation conversation, @Nullable String subprotocol) implements Admission {}

    /**
     * The client is turned away.
     *
     * @param status the HTTP status
     * @param reason for the log, never for the client
     * @param body plain text for whoever looks at the answer; mostly empty
     */
    record Refused(int status, String reason, String body) implements Admission {}
}
