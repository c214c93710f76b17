package org.garuda.channels.tck.kit.socket;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Where to connect to, and the parts of a request line, of a {@code ws} or {@code http} URL. */
public final class Urls {

    private static final int DEFAULT_PORT = 80;

    private Urls() {}

    /**
     * The URL itself, when this kit can connect to it.
     *
     * @throws IllegalArgumentException when it has no host, or another scheme than {@code scheme}
     */
    public static URI checked(URI url, String scheme) {
        if (!scheme.equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("not a URL like " + scheme + "://host:port/path: " + url);
        }
        return url;
    }

    public static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public static int port(URI url) {
        return url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
    }

    /** The value of a Host header: the port is part of it unless it is the default one. */
    public static String hostHeader(URI url) {
        return port(url) == DEFAULT_PORT ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /** The path, without a slash at its end. */
    public static String path(URI url) {
        String path = Objects.requireNonNullElse(url.getRawPath(), "");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** A query string with its question mark, empty without parameters. */
    public static String query(Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return "";
        }
        return parameters.entrySet().stream()
                .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
