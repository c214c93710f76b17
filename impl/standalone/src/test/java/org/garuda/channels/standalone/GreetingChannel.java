package org.garuda.channels.standalone;

import jakarta.inject.Inject;
import java.util.Map;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.presence.Presence;

/** A handler that CDI finds, and gives what it asks for. */
@Channel("greetings:*")
public class GreetingChannel implements ChannelHandler {

    @Inject
    ChannelBroadcaster broadcaster;

    @Inject
    Presence presence;

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event);
        broadcaster.broadcast(
                conn.topic(),
                "welcome",
                Map.of("here", presence.list(conn.topic()).size()));
    }
}
