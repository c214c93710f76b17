package org.garuda.channels.core.internal.channel;

import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelHandler;

/** A handler that surrounds the callbacks of another one; what that does later has to be surrounded, too. */
public interface SurroundedHandler extends ChannelHandler {

    /** Runs something for a client as a callback would be run. */
    void with(ChannelClient client, Runnable callback);
}
