package org.garuda.channels.core.internal.relay;

import java.util.function.Consumer;
import org.garuda.channels.core.internal.bus.Kind;
import org.garuda.channels.core.internal.bus.NodeId;

/**
 * The other nodes, of which each may have the session that a request is for. Safe for use by any thread; nothing here
 * waits.
 */
public interface SessionNodes {

    /** This node. */
    NodeId self();

    /** Whether another node is there, and would hear what it is told. */
    boolean reaches(NodeId node);

    /**
     * Tells another node something, behind everything that this node's application says.
     *
     * @param body of at most {@link org.garuda.channels.core.internal.bus.Outlet#MOST_BEHIND_BYTES}
     * @param sent is told whether the bus has taken it; on any thread, and must not block
     * @return false when too much waits already: nothing is sent or told
     */
    boolean send(NodeId to, Kind kind, byte[] body, Consumer<Boolean> sent);
}
