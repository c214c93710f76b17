package org.garuda.channels.standalone;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.garuda.channels.standalone.http.RequestHead;

/** A plain HTTP request, whole. Immutable but for the array of its body. */
public final class HttpRequest {

    private final RequestHead head;
    private final byte[] body;
    private final String remoteAddress;
    private final boolean secure;

    HttpRequest(RequestHead head, byte[] body, String remoteAddress, boolean secure) {
        this.head = head;
        this.body = body;
        this.remoteAddress = remoteAddress;
        this.secure = secure;
    }

    /**
     * The method.
     *
     * @return as sent, such as {@code PUT}
     */
    public String method() {
        return head.method();
    }

    /**
     * The path.
     *
     * @return as sent, percent-encoded, and without the query
     */
    public String path() {
        return head.path();
    }

    /**
     * The query.
     *
     * @return as sent, without {@code ?}; empty when there is none
     */
    public Optional<String> query() {
        return Optional.ofNullable(head.query());
    }

    /**
     * All headers.
     *
     * @return unmodifiable; names are looked up without regard to case
     */
    public Map<String, List<String>> headers() {
        return head.headers();
    }

    /**
     * A header.
     *
     * @param name in any case
     * @return its first value
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.header(name));
    }

    /**
     * The body.
     *
     * @return its bytes, at most {@link org.garuda.channels.config.Limits#routeBodyBytes()} of them; empty when there
     *     is none
     */
    public byte[] body() {
        return body;
    }

    /**
     * The body as text.
     *
     * @return the body read as UTF-8
     */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * Where the request came from.
     *
     * @return the IP address of the client, as far as trusted proxies told it, else of the other end of the connection
     */
    public String remoteAddress() {
        return remoteAddress;
    }

    /**
     * Whether the client speaks TLS, with this server or, as far as it told so, with a trusted proxy.
     *
     * @return true for https
     */
    public boolean isSecure() {
        return secure;
    }
}
