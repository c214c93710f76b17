package org.garuda.channels.core.internal.connection;

import java.security.Principal;
import java.util.Set;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/**
 * What stays of the handshake for as long as a client is connected: no query, header or token, which may be secret and
 * large.
 *
 * @param version the version of the protocol that it speaks
 * @param principal who had logged in, or null
 * @param remoteAddress where it came from, or null
 * @param roles those of the socket's roles that who had logged in has
 */
public record ConnectionInfo(
        ProtocolVersion version,
        @Nullable Principal principal,
        @Nullable String remoteAddress,
        Set<String> roles) {}
