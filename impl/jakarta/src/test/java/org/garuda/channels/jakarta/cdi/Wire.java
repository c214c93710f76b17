package org.garuda.channels.jakarta.cdi;

import java.security.Principal;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.door.ConnectRequest;
import org.garuda.channels.core.door.Headers;
import org.garuda.channels.core.engine.Admission;
import org.garuda.channels.core.engine.CloseReason;
import org.garuda.channels.core.engine.Conversation;
import org.garuda.channels.core.engine.Socket;
import org.garuda.channels.core.engine.Transport;
import org.garuda.channels.core.protocol.Frame;
import org.jspecify.annotations.Nullable;

/** A client without a network: what is said to it can be read, in order. */
final class Wire implements Transport {

    private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final Conversation conversation;

    private Wire(Conversation conversation) {
        this.conversation = conversation;
    }

    static Wire connect(Socket socket, @Nullable Principal principal, String... roles) {
        Admission admission = socket.admitWebSocket(
                new ConnectRequest("vsn=2.0.0", new Headers().toMap(), principal, "192.0.2.1", Set.of(roles)));
        if (admission instanceof Admission.Admitted admitted) {
            Wire wire = new Wire(admitted.conversation());
            admitted.conversation().opened(wire);
            return wire;
        }
        throw new AssertionError("not let in: " + admission);
    }

    void say(String text) {
        conversation.text(text);
    }

    String hear() throws InterruptedException {
        String text = received.poll(10, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing came within 10 s");
        }
        return text;
    }

    void hangUp() {
        conversation.gone();
    }

    @Override
    public void wake() {
        for (Frame frame = conversation.outbox().poll(conversation.now());
                frame != null;
                frame = conversation.outbox().poll(conversation.now())) {
            received.add(frame.text());
        }
        if (conversation.outbox().end() != null) {
            conversation.gone();
        }
    }

    @Override
    public void abort(CloseReason reason) {
        conversation.gone();
    }
}
