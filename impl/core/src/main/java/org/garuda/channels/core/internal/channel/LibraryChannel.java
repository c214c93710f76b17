package org.garuda.channels.core.internal.channel;

import org.garuda.channels.ChannelConn;
import org.garuda.channels.core.internal.metrics.Counter;

/** What a handler of the library's own does with a channel, beyond what applications do. Safe for use by any thread. */
public interface LibraryChannel extends ChannelConn {

    /** A channel that a handler was given. */
    static LibraryChannel of(ChannelConn conn) {
        return (LibraryChannel) conn;
    }

    /** Counts something that the handler has done. */
    void count(Counter counter);

    /**
     * Runs something of the handler's on this thread, in the client's context, outside of its callbacks; what it throws
     * ends the channel.
     *
     * @param callback the method, for the log
     */
    void callAside(String callback, Runnable action);

    /** Has the same run before the client's next message, if the channel is joined then. */
    void callFirst(String callback, Runnable action);
}
