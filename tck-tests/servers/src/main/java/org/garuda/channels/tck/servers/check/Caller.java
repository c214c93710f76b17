package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import org.garuda.channels.tck.servers.server.HostedApp;

/** A client of either transport that keeps what it is sent. Used by one thread. */
interface Caller extends AutoCloseable {

    /** How long anything may take. */
    Duration PATIENCE = Duration.ofSeconds(30);

    /** Both ways to the app. */
    enum Way {
        WEBSOCKET,
        LONG_POLLING;

        /**
         * A client that has not asked for anything yet; the exception's message ends with the status if it was turned
         * away.
         */
        Caller connect(HttpClient http, HostedApp app, String parameters) throws IOException, InterruptedException {
            return switch (this) {
                case WEBSOCKET -> Visitor.connect(http, app, parameters);
                case LONG_POLLING -> Poller.connect(http, app, parameters);
            };
        }
    }

    /** Does not wait for what comes of it. What one client sends arrives in order. */
    void send(String frame);

    /** The next frame. */
    String next() throws IOException, InterruptedException;

    /** The next frame with a text in it; those before are passed over. */
    default String await(String text) throws IOException, InterruptedException {
        String frame = next();
        while (!frame.contains(text)) {
            frame = next();
        }
        return frame;
    }

    /** Has the client join a topic, and waits for the answer. */
    default void join(String topic) throws IOException, InterruptedException {
        send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
        await("phx_reply");
    }

    @Override
    void close();
}
