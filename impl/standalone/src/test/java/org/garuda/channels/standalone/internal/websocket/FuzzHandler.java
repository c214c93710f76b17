package org.garuda.channels.standalone.internal.websocket;

import jakarta.json.JsonValue;
import java.util.Map;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;

/** Does with a message what applications do, and lets only those into the closed room who connected as bystanders. */
final class FuzzHandler implements ChannelHandler {

    private static final String BYSTANDER = "bystander";

    @Override
    public void connect(ChannelHandshake handshake) {
        handshake.parameter(BYSTANDER).ifPresent(given -> handshake.attributes().put(BYSTANDER, given));
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        if (conn.topic().equals(FuzzFrames.CLOSED)
                && !conn.client().attributes().containsKey(BYSTANDER)) {
            conn.replyError(event, Map.of("reason", "closed"));
        } else {
            conn.allowJoin(event);
        }
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        switch (event.event()) {
            case "echo" -> conn.replyOk(event, event.rawPayload());
            case "read" -> conn.replyOk(event, event.isBinary() ? JsonValue.NULL : event.payload());
            case "bind" -> conn.replyOk(event, event.isBinary() ? event.bytes() : event.payload(Map.class));
            case "push" -> conn.push(event);
            case "shout" -> conn.broadcast(event);
            case "answer" -> conn.replyError(event, event.ref());
            case "stop" -> conn.close();
            default -> {
                // Taken without an answer.
            }
        }
    }
}
