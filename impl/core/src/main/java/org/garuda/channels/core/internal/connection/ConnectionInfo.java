package org.garuda.channels.core.internal.connection;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/**
 * What the handshake knows of a client.
 *
 * @param version the version of the protocol that it speaks
 * @param parameters those of the query
 * @param headers names without regard to case
 * @param principal who had logged in, or null
 * @param remoteAddress where it came from, or null
 * @param roles those of the socket's roles that who had logged in has
 * @param token what it brought to show who it is, or null
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; only copies are handed out.
public record ConnectionInfo(
        ProtocolVersion version,
        Map<String, String> parameters,
        Map<String, List<String>> headers,
        @Nullable Principal principal,
        @Nullable String remoteAddress,
        Set<String> roles,
        byte @Nullable [] token) {}
