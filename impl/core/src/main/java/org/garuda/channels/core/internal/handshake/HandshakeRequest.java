package org.garuda.channels.core.internal.handshake;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A copy of everything an HTTP request said, because containers forget or change it later.
 *
 * @param rawQuery the query as sent, without {@code ?}, or null
 * @param headers names without regard to case (see {@link Headers})
 * @param principal who had logged in, or null
 * @param remoteAddress where it came from, or null
 * @param roles those of the socket's roles that who had logged in has
 * @param session gives the attributes of the container's session; called on the thread of the request, as long as that
 *     waits
 * @param loggedIn tells whether the container knows who it is; called as {@code session} is
 */
public record HandshakeRequest(
        @Nullable String rawQuery,
        Map<String, List<String>> headers,
        @Nullable Principal principal,
        @Nullable String remoteAddress,
        Set<String> roles,
        Supplier<Map<String, Object>> session,
        BooleanSupplier loggedIn) {

    /** Copies the roles. */
    public HandshakeRequest {
        roles = Set.copyOf(roles);
    }

    /** A request of somebody without roles or session, as on servers without logins. */
    public HandshakeRequest(
            @Nullable String rawQuery,
            Map<String, List<String>> headers,
            @Nullable Principal principal,
            @Nullable String remoteAddress) {
        this(rawQuery, headers, principal, remoteAddress, Set.of(), Map::of, () -> principal != null);
    }

    /** The first value of a header, or null. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }
}
