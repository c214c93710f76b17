package org.garuda.channels.standalone.internal.server;

import java.util.Map;
import javax.net.ssl.SSLContext;
import org.garuda.channels.standalone.HttpRoute;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, and what it serves there beside the channels.
 *
 * @param host a name or an address
 * @param port 0 for any free one
 * @param tls the key and the certificate, or null to speak plainly
 * @param routes by path
 * @param staticFolder on the class path, or null for no files
 */
public record Entrance(
        String host,
        int port,
        @Nullable SSLContext tls,
        Map<String, HttpRoute> routes,
        @Nullable String staticFolder) {

    /** What is below the socket's path belongs to the channels, now and in later versions. */
    void requireRoutesBeside(String socketPath) {
        for (String path : routes.keySet()) {
            if (path.startsWith(socketPath + "/")) {
                throw new IllegalArgumentException("the route \"" + path + "\" is below the socket's path \""
                        + socketPath + "\"; give the route another path, or the socket with channels.path");
            }
        }
    }
}
