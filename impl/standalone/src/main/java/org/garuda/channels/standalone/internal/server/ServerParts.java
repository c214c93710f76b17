package org.garuda.channels.standalone.internal.server;

import java.util.List;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.lifecycle.StartLine;
import org.garuda.channels.presence.Presence;

/** What runs once a server has been started: its node, its port, its one socket and its presences. */
public record ServerParts(ChannelEngine engine, GrizzlyListener listener, ChannelSocket socket, Presence presence) {

    /** What an operator wants to know, in one line. */
    public String line() {
        return StartLine.of(listener.uri().toString(), "", List.of(socket));
    }
}
