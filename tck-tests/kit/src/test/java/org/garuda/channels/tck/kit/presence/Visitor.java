package org.garuda.channels.tck.kit.presence;

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

    final ProtocolSession protocol;
    private final List<Frame> frames = new ArrayList<>();
    private boolean stalled;
    private int lastRef;

    Visitor(ProtocolSession protocol) {
        this.protocol = protocol;
    }

    /** Says something on a topic that was joined with the ref. */
    void say(String joinRef, String topic, String event, String payload) {
        message(joinRef, "m" + ++lastRef, topic, event, payload);
    }

    void join(String joinRef, String topic, String payload) {
        message(joinRef, joinRef, topic, "phx_join", payload);
    }

    /** The connection breaks. */
    void vanish() {
        protocol.gone();
    }

    private void message(String joinRef, String ref, String topic, String event, String payload) {
        protocol.text("[\"" + joinRef + "\",\"" + ref + "\",\"" + topic + "\",\"" + event + "\"," + payload + "]");
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

    @Override
    public void wake() {
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
