package org.garuda.channels.core.internal.topic;

import java.time.Duration;
import org.garuda.channels.core.internal.protocol.Payload;

/**
 * The other nodes, as far as this one tells them what its application says. Safe for use by any thread; nothing here
 * waits. There is none where there is one node.
 */
public interface BroadcastPeers {

    /** Whether this node takes part among the others, or has done so before the broker went away. */
    boolean isReady();

    /** An event for the subscribers of a topic. */
    void broadcast(String topic, String event, Payload payload);

    /**
     * The clients with an id are disconnected.
     *
     * @param keepOut how long it is refused from now on, perhaps no time at all
     */
    void disconnect(String id, Duration keepOut);
}
