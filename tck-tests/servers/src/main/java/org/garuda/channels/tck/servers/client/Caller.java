package org.garuda.channels.tck.servers.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import org.garuda.channels.tck.servers.server.HostedApp;

/** A client of either transport that keeps what it is sent. Used by one thread. */
public interface Caller extends AutoCloseable {

    /** How long anything may take. */
    Duration PATIENCE = Duration.ofSeconds(30);

    /** Both ways to the app. */
    enum Way {
        WEBSOCKET,
        LONG_POLLING;

        /**
         * A client that has not asked for anything yet.
         *
         * @param http for HTTP and WebSocket
         * @param app the app
         * @param parameters of the request
         * @return to be closed
         * @throws IOException when it is not let in; the message ends with the status if it was turned away
         * @throws InterruptedException when the thread is interrupted
         */
        public Caller connect(HttpClient http, HostedApp app, String parameters)
                throws IOException, InterruptedException {
            return switch (this) {
                case WEBSOCKET -> Visitor.connect(http, app, parameters);
                case LONG_POLLING -> Poller.connect(http, app, parameters);
            };
        }
    }

    /**
     * Does not wait for what comes of it. What one client sends arrives in order.
     *
     * @param frame the frame
     */
    void send(String frame);

    /**
     * The next frame.
     *
     * @return the frame
     * @throws IOException when none comes in time
     * @throws InterruptedException when the thread is interrupted
     */
    String next() throws IOException, InterruptedException;

    /**
     * The next frame with a text in it; those before are passed over.
     *
     * @param text the text
     * @return the frame
     * @throws IOException when none comes in time
     * @throws InterruptedException when the thread is interrupted
     */
    default String await(String text) throws IOException, InterruptedException {
        String frame = next();
        while (!frame.contains(text)) {
            frame = next();
        }
        return frame;
    }

    /**
     * Has the client join a topic, and waits for the answer.
     *
     * @param topic the topic
     * @throws IOException when no answer comes in time
     * @throws InterruptedException when the thread is interrupted
     */
    default void join(String topic) throws IOException, InterruptedException {
        send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
        await("phx_reply");
    }

    @Override
    void close();
}
