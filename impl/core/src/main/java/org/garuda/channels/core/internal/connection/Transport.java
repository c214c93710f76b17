package org.garuda.channels.core.internal.connection;

import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.Outbox;

/**
 * A way to one client: WebSocket on some server, or long-polling. It takes frames out of the client's {@link Outbox}
 * when it can write, so that it is never asked to hold any.
 */
public interface Transport {

    /**
     * The outbox has something: frames, or the end. Called by any thread, under no lock, and not again until the
     * transport has found the outbox empty. Must not block.
     */
    void wake();

    /**
     * The outbox fills up faster than the transport takes from it: whoever sends should write now, if writing does not
     * have to wait. Called by any thread, under no lock, with each further frame. Must not block. Does nothing unless
     * the transport leaves its writing to another thread.
     */
    default void flushNow() {}

    /**
     * The client is given up: close the connection at once, with the code if that is possible without waiting. What is
     * left in the outbox is not sent. Called off the container's threads; may be called more than once, and after the
     * connection is gone.
     */
    void abort(CloseReason reason);
}
