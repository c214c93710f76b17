package org.garuda.channels.standalone;

import org.garuda.channels.core.internal.lifecycle.ChannelEngine;

/** What a server keeps to itself, for a node that tells what it has counted. */
public final class NodeAccess {

    private NodeAccess() {}

    /**
     * The engine behind a server.
     *
     * @param server a server that runs
     * @return its engine
     */
    public static ChannelEngine engine(ChannelServer server) {
        return server.engine();
    }
}
