package org.garuda.channels.config;

import org.jspecify.annotations.Nullable;

/**
 * Decides which web pages may connect, judged by the {@code Origin} header that browsers send. {@link Origins} has the
 * usual ones; an application may have its own, such as one that knows the hosts of its tenants.
 */
@FunctionalInterface
public interface OriginCheck {

    /**
     * Whether a page may connect. Called on the thread of the HTTP request, for each WebSocket handshake and each
     * request of long-polling, by several threads at once; should not block. If it throws, the client is turned away
     * with status 403, and the log says so.
     *
     * @param origin the {@code Origin} header, or null if there is none: such a request does not come from a page, or
     *     the page is of the same host
     * @param host the {@code Host} header, or null if there is none
     * @return true if it may
     */
    boolean allows(@Nullable String origin, @Nullable String host);
}
