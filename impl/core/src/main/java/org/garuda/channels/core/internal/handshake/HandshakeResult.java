package org.garuda.channels.core.internal.handshake;

import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.jspecify.annotations.Nullable;

/** The answer to a client that wants to connect. */
public sealed interface HandshakeResult {

    /**
     * The client may come in. Whoever asked must then either open the connection ({@link ProtocolSession#opened}) or
     * give the client up ({@link ProtocolSession#gone}).
     *
     * @param session what the client says goes here
     * @param subprotocol to be named in the answer, or null
     */
    record Accepted(ProtocolSession session, @Nullable String subprotocol) implements HandshakeResult {}

    /**
     * The client is turned away.
     *
     * @param status the HTTP status
     * @param reason for the log, never for the client
     * @param body plain text for whoever looks at the answer; mostly empty
     */
    record Refused(int status, String reason, String body) implements HandshakeResult {}
}
