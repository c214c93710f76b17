package org.garuda.channels.core.internal.tracker;

import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.connection.Transport;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.queue.CloseReason;

/**
 * A connected client that keeps what it is sent. One that is {@linkplain #stall stalled} leaves it in the server's
 * outbox.
 */
final class Visitor implements Transport {

    final String user;
    final ProtocolSession protocol;
    private final boolean old;
    private final List<Frame> frames = new ArrayList<>();
    private boolean stalled;
    private int lastRef;

    /** Done the next time that something waits for the client. */
    Runnable next = () -> {};

    Visitor(String user, ProtocolSession protocol, boolean old) {
        this.user = user;
        this.protocol = protocol;
        this.old = old;
    }

    /** Says something on a topic that was joined with the ref; gives the ref of the message. */
    String say(String joinRef, String topic, String event, String payload) {
        String ref = "m" + ++lastRef;
        message(joinRef, ref, topic, event, payload);
        return ref;
    }

    void join(String joinRef, String topic) {
        join(joinRef, topic, "{\"device\":\"web\"}");
    }

    void join(String joinRef, String topic, String payload) {
        message(joinRef, joinRef, topic, "phx_join", payload);
    }

    /** The connection breaks. */
    void vanish() {
        protocol.gone();
    }

    private void message(String joinRef, String ref, String topic, String event, String payload) {
        protocol.text(
                old
                        ? "{\"topic\":\"" + topic + "\",\"event\":\"" + event + "\",\"payload\":" + payload
                                + ",\"ref\":\"" + ref + "\",\"join_ref\":\"" + joinRef + "\"}"
                        : "[\"" + joinRef + "\",\"" + ref + "\",\"" + topic + "\",\"" + event + "\"," + payload + "]");
    }

    /** Reads nothing more until {@link #read}. */
    void stall() {
        synchronized (frames) {
            stalled = true;
        }
    }

    /** Reads what has come since the last time. */
    List<Frame> read() {
        synchronized (frames) {
            stalled = false;
            drain();
            List<Frame> read = List.copyOf(frames);
            frames.clear();
            return read;
        }
    }

    /** Reads what has come since the last time, as text. */
    List<String> texts() {
        return read().stream().map(Frame::text).toList();
    }

    @Override
    public void wake() {
        Runnable now = next;
        next = () -> {};
        now.run();
        synchronized (frames) {
            drain();
        }
    }

    @Override
    public void abort(CloseReason reason) {
        protocol.gone();
    }

    private void drain() {
        if (stalled) {
            return;
        }
        Frame frame = protocol.outbox().poll(protocol.now());
        while (frame != null) {
            frames.add(frame);
            frame = protocol.outbox().poll(protocol.now());
        }
        if (protocol.outbox().end() != null) {
            protocol.gone();
        }
    }
}
