package org.garuda.channels.tck.kit.socket;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request on a connection of its own.
 *
 * @param method the request method
 * @param path path and query, appended to the path of the server's URL, sent as they are
 * @param headers further headers and replacements; an empty list removes one
 * @param body the body, empty: none
 */
public record HttpRequest(String method, String path, Map<String, List<String>> headers, Optional<byte[]> body) {

    /** The head of this request to the server at a URL. */
    byte[] head(URI server) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("Host", List.of(Urls.hostHeader(server)));
        all.put("Connection", List.of("close"));
        if (body.isPresent() || method.equals("POST") || method.equals("PUT")) {
            all.put(
                    "Content-Length",
                    List.of(Integer.toString(body.map(bytes -> bytes.length).orElse(0))));
        }
        all.putAll(headers);
        return HttpMessage.requestHead(method, Urls.path(server) + path, "1.1", all);
    }
}
