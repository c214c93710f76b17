package org.garuda.channels.core.internal.topic;

import java.time.Duration;
import org.garuda.channels.ChannelClient;

/**
 * The connections of this node, as far as a broadcaster asks about them. Safe for use by any thread; nothing here
 * waits.
 */
public interface ConnectionIndex {

    /** How many clients are connected. */
    int size();

    /** Whether a client came to this node, be it gone by now. */
    boolean owns(ChannelClient client);

    /**
     * Ends the connections that have an id.
     *
     * @param keepOut how long others with it are turned away from now on, perhaps no time at all
     */
    void disconnect(String id, Duration keepOut);
}
