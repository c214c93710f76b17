package org.garuda.channels.tck.hostile.app;

import java.util.Map;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.presence.Presence;

/** Echoes, blocks, and throws what nobody expects. */
final class WildChannel implements ChannelHandler {

    /** What the topics begin with on which everything fails that can. */
    static final String WILD = "rooms:wild";

    private final Gate gate;
    private final Presence presence;

    WildChannel(Gate gate, Presence presence) {
        this.gate = gate;
        this.presence = presence;
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event);
        if (conn.topic().startsWith(WILD)) {
            presence.track(conn, "somebody", Map.of());
        }
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        switch (event.event()) {
            case "echo" -> conn.replyOk(event, event.rawPayload());
            case "block" -> {
                gate.pass();
                conn.replyOk(event);
            }
            case "out-of-memory" -> throw new OutOfMemoryError("made by a handler");
            case "stack-overflow" -> throw new StackOverflowError("made by a handler");
            case "linkage" -> throw new NoClassDefFoundError("made by a handler");
            case "assertion" -> throw new AssertionError("made by a handler");
            default -> throw new IllegalArgumentException("no such event");
        }
    }

    /** An error here too: whoever has left is gone all the same. */
    @Override
    public void terminated(ChannelConn conn, TerminationReason reason) {
        if (conn.topic().startsWith(WILD)) {
            throw new AssertionError("made by a handler at the end");
        }
    }
}
