package org.garuda.channels.tck.kit.replay;

import java.net.URI;

/** A server that somebody else starts and stops. */
record RemoteServer(URI webSocketBase, URI httpBase) implements TargetServer {

    @Override
    public void close() {
        // not ours to stop
    }
}
