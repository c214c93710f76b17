package org.garuda.channels.standalone.internal.server;

import java.util.Map;

/**
 * Where a server is to listen, as the environment says it.
 *
 * @param host {@code HOST}, else 127.0.0.1
 * @param port {@code PORT}, else 4000
 */
public record ListenAddress(String host, int port) {

    public static final int LAST_PORT = 65535;

    /** @throws IllegalArgumentException when {@code PORT} is no port */
    public static ListenAddress of(Map<String, String> environment) {
        return new ListenAddress(
                environment.getOrDefault("HOST", "127.0.0.1"), port(environment.getOrDefault("PORT", "4000")));
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers that are no ports.
        }
        throw new IllegalArgumentException(
                "PORT must be a number from 0 to " + LAST_PORT + ", but is \"" + text + "\"");
    }
}
