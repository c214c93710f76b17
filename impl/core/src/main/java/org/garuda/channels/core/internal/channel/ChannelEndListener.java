package org.garuda.channels.core.internal.channel;

import org.garuda.channels.ChannelConn;

/** Is told of each joined channel that ends, whatever ends it, at once and without waiting for any handler. */
@FunctionalInterface
public interface ChannelEndListener {

    /**
     * A channel has ended: nothing reaches it any more, and {@link ChannelConn#isJoined()} is false for good. Called
     * once for a channel, by any thread, under no lock; in the middle of a broadcast too, so it must neither block nor
     * broadcast on this thread.
     */
    void ended(ChannelConn channel);
}
