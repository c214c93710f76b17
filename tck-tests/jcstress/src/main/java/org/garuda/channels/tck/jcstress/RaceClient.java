package org.garuda.channels.tck.jcstress;

import java.util.StringJoiner;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.connection.Transport;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.queue.CloseReason;

/** A client whose transport writes nothing: its frames stay in its outbox until the race is over. */
final class RaceClient implements Transport {

    private final ProtocolSession protocol;

    RaceClient(RaceNode node) {
        protocol = node.accept();
        protocol.opened(this);
    }

    /** A client that has joined the topic, with the join ref 1. */
    static RaceClient joined(RaceNode node) {
        RaceClient client = new RaceClient(node);
        client.join("1");
        client.heard();
        return client;
    }

    void join(String ref) {
        send("\"" + ref + "\"", ref, "phx_join", RaceNode.TOPIC);
    }

    void leave() {
        send("\"1\"", "2", "phx_leave", RaceNode.TOPIC);
    }

    /** Something that is answered with an error at once. */
    void ask() {
        send("null", "3", "msg", "nowhere");
    }

    private void send(String joinRef, String ref, String event, String topic) {
        protocol.text("[" + joinRef + ",\"" + ref + "\",\"" + topic + "\",\"" + event + "\",{}]");
    }

    /** A frame that some client was sent. */
    static Frame anyFrame() {
        RaceClient client = new RaceClient(new RaceNode());
        client.ask();
        Frame frame = client.protocol.outbox().poll(0);
        if (frame == null) {
            throw new IllegalStateException("there was no answer");
        }
        return frame;
    }

    void gone() {
        protocol.gone();
    }

    /** What it is told after the frames, such as DISCONNECTED. */
    String end() {
        return String.valueOf(protocol.outbox().end());
    }

    /** All that waits for it, such as "2 ok then 1 phx_close", with the ref of each frame. */
    String heard() {
        StringJoiner heard = new StringJoiner(" then ");
        Frame frame = protocol.outbox().poll(protocol.now());
        while (frame != null) {
            heard.add(word(frame.text()));
            frame = protocol.outbox().poll(protocol.now());
        }
        return heard.toString();
    }

    private static String word(String text) {
        String[] parts = text.split(",");
        String status = text.replaceFirst("^.*\"status\":\"", "").replaceFirst("\".*$", "");
        String event = parts[3].replace("\"", "");
        return parts[1].replace("\"", "") + " " + (event.equals("phx_reply") ? status : event);
    }

    @Override
    public void wake() {
        // Whoever looks at the race takes the frames.
    }

    @Override
    public void abort(CloseReason reason) {
        // There is nothing to close.
    }
}
