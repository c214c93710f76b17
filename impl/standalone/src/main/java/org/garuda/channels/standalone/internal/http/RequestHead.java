package org.garuda.channels.standalone.internal.http;

import java.util.List;
import java.util.Map;
import org.garuda.channels.core.internal.handshake.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, checked.
 *
 * @param method as sent
 * @param path as sent, without query
 * @param query as sent, without {@code ?}, or null
 * @param minorVersion 1 for HTTP/1.1, 0 for HTTP/1.0
 * @param headers names without regard to case
 * @param contentLength of the body, 0 if there is none, or negative when it comes in chunks
 */
public record RequestHead(
        String method,
        String path,
        @Nullable String query,
        int minorVersion,
        Map<String, List<String>> headers,
        long contentLength) {

    /** Stands for a request that nobody could read. */
    public static final RequestHead UNREADABLE =
            new RequestHead("GET", "*", null, 1, Map.of("Connection", List.of("close")), 0);

    /** A copy with one value for a header, in place of all it had. */
    public RequestHead withHeader(String name, String value) {
        Headers copy = new Headers().add(name, value);
        headers.forEach((other, values) -> {
            if (!other.equalsIgnoreCase(name)) {
                values.forEach(each -> copy.add(other, each));
            }
        });
        return new RequestHead(method, path, query, minorVersion, copy.toMap(), contentLength);
    }

    /** The first value of a header, or null. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    private boolean names(String header, String token) {
        return Headers.listsToken(headers, header, token);
    }

    /** Whether a body follows. */
    public boolean hasBody() {
        return contentLength != 0;
    }

    /** Whether the client waits for a word before it sends the body. */
    public boolean expectsContinue() {
        return minorVersion == 1 && headers.containsKey("Expect");
    }

    /** Whether the client may send another request on the same connection. */
    public boolean keepsAlive() {
        return !names("Connection", "close") && (minorVersion == 1 || names("Connection", "keep-alive"));
    }
}
