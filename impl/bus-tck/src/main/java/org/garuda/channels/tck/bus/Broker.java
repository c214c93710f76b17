package org.garuda.channels.tck.bus;

import java.io.IOException;

/** A real broker on 127.0.0.1, which can be stopped and started again on the same port. */
public interface Broker extends AutoCloseable {

    /** The port, the same for its life. */
    int port();

    /** Starts it, and returns when it takes connections. */
    void start() throws IOException;

    /** Ends it at once; clients lose their connections. */
    void stop() throws IOException;

    /** Ends it for good. */
    @Override
    default void close() throws IOException {
        stop();
    }
}
