package org.garuda.channels.standalone.internal.flush;

import org.garuda.channels.core.internal.queue.CloseReason;

/** The writer of one connection, as far as a {@link FlushQueue} knows it. */
public interface QueuedWriter {

    /**
     * Writes what waits, as much as fits into one batch. Called by the thread of the connection's selector.
     *
     * @param batch the selector's own, used for one connection after the other
     */
    public void write(WriteBatch batch);

    /** Ends the connection at once; called when writing has failed. */
    public void abort(CloseReason reason);
}
