package org.garuda.channels.tck.hostile.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;

/**
 * The server to attack, which is on this machine.
 *
 * @param http what its paths are below, without a slash at the end
 * @param socketPath the path of its socket below that
 */
public record Target(URI http, String socketPath) {

    /**
     * Checks where the server is.
     *
     * @throws IllegalArgumentException for a host that is not this machine, or a URL of another kind than http
     */
    public Target {
        if (!"http".equals(http.getScheme()) || http.getHost() == null || http.getPort() < 1) {
            throw new IllegalArgumentException("not a URL like http://127.0.0.1:4000: " + http);
        }
        if (!isLoopback(http.getHost())) {
            throw new IllegalArgumentException(
                    "only a server on this machine is attacked, and " + http.getHost() + " is another");
        }
        if (!socketPath.startsWith("/")) {
            throw new IllegalArgumentException("not a path like /socket: " + socketPath);
        }
    }

    /**
     * The server at a URL.
     *
     * @param url with the context path if there is one
     * @param socketPath such as {@code /socket}
     * @return the server
     * @throws IllegalArgumentException for a host that is not this machine, or a URL of another kind than http
     */
    public static Target of(String url, String socketPath) {
        return new Target(URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url), socketPath);
    }

    /**
     * A path as a request line has it.
     *
     * @param belowTheSocket what follows the path of the socket, with the query
     * @return the path from the server's root
     */
    public String socket(String belowTheSocket) {
        return path(socketPath + belowTheSocket);
    }

    /**
     * A path as a request line has it.
     *
     * @param belowTheApp what follows the context path, with the query
     * @return the path from the server's root
     */
    public String path(String belowTheApp) {
        return http.getRawPath() + belowTheApp;
    }

    /**
     * The line that names the server in each request.
     *
     * @return without a line end
     */
    public String hostLine() {
        return "Host: " + http.getHost() + ":" + http.getPort();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }
}
