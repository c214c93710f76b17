package org.garuda.channels.standalone.internal.route;

import java.util.HashMap;
import java.util.Map;
import org.garuda.channels.standalone.HttpResponse;
import org.garuda.channels.standalone.internal.exchange.HttpService;
import org.garuda.channels.standalone.internal.http.RequestPath;

/**
 * Which service answers which path: an exact path before a longer prefix before a shorter one. Set up before the server
 * starts, then only read.
 */
public final class HttpServices {

    private static final HttpService BAD_PATH = exchange -> exchange.respond(HttpResponse.of(400));

    private final Map<String, HttpService> exact = new HashMap<>();
    private final Map<String, HttpService> below = new HashMap<>();
    private final HttpService rest;

    /** @param rest answers all paths that nobody else does */
    public HttpServices(HttpService rest) {
        this.rest = rest;
    }

    /** @param pattern an exact path, or one that ends in {@code /*} and stands for all below it and for itself */
    public void add(String pattern, HttpService service) {
        if (pattern.endsWith("/*")) {
            below.put(pattern.substring(0, pattern.length() - 2), service);
        } else {
            exact.put(pattern, service);
        }
    }

    /** @param path as sent */
    public HttpService find(String path) {
        String decoded = RequestPath.decode(path);
        if (decoded == null) {
            return BAD_PATH;
        }
        HttpService found = exact.get(decoded);
        for (int end = decoded.length(); found == null && end >= 0; end = decoded.lastIndexOf('/', end - 1)) {
            found = below.get(decoded.substring(0, end));
            if (end == 0) {
                break;
            }
        }
        return found == null ? rest : found;
    }
}
