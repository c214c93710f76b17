package org.garuda.channels.standalone;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plain HTTP request, whole. Immutable but for the array of its body. Implemented by the library only. */
public interface HttpRequest {

    /**
     * The method.
     *
     * @return as sent, such as {@code PUT}
     */
    String method();

    /**
     * The path.
     *
     * @return as sent, percent-encoded, and without the query
     */
    String path();

    /**
     * The query.
     *
     * @return as sent, without {@code ?}; empty when there is none
     */
    Optional<String> query();

    /**
     * All headers.
     *
     * @return unmodifiable; names are looked up without regard to case
     */
    Map<String, List<String>> headers();

    /**
     * A header.
     *
     * @param name in any case
     * @return its first value
     */
    Optional<String> header(String name);

    /**
     * The body.
     *
     * @return its bytes, at most {@link org.garuda.channels.config.HttpSettings#routeBodyBytes()} of them; empty when there
     *     is none
     */
    byte[] body();

    /**
     * The body as text.
     *
     * @return the body read as UTF-8
     */
    String text();

    /**
     * Where the request came from.
     *
     * @return the IP address of the client, as far as trusted proxies told it, else of the other end of the connection
     */
    String remoteAddress();

    /**
     * Whether the client speaks TLS, with this server or, as far as it told so, with a trusted proxy.
     *
     * @return true for https
     */
    boolean isSecure();
}
