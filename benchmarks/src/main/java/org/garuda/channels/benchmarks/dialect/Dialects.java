package org.garuda.channels.benchmarks.dialect;

import org.garuda.channels.benchmarks.client.Dialect;

/** The dialects by name. */
public final class Dialects {

    private Dialects() {}

    /**
     * The dialect of a name, as it is given on a command line.
     *
     * @param name {@code phoenix}, {@code plain}, {@code stomp} or {@code socket.io}
     * @return the dialect
     * @throws IllegalArgumentException when there is none
     */
    public static Dialect of(String name) {
        return switch (name) {
            case "phoenix" -> phoenix("/socket/websocket");
            case "plain" -> new PlainDialect();
            case "stomp" -> new StompDialect();
            case "socket.io" -> new SocketIoDialect();
            default ->
                throw new IllegalArgumentException(
                        "no dialect \"" + name + "\"; there are phoenix, plain, stomp and socket.io");
        };
    }

    /**
     * The dialect of Phoenix channels, for a server that has them below another path.
     *
     * @param path where the WebSocket is
     * @return the dialect
     */
    public static Dialect phoenix(String path) {
        return new PhoenixDialect(path);
    }
}
