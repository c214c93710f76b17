package org.garuda.channels.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelsConfig;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.core.door.ConnectRequest;
import org.garuda.channels.core.door.Headers;
import org.garuda.channels.core.protocol.Frame;
import org.garuda.channels.core.protocol.PayloadCodec;
import org.junit.jupiter.api.Test;

class JoinReplyTest {

    @NonBlocking
    static final class Open implements ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }
    }

    /** Broadcasts at the very moment at which the join reply is on its way to the client. */
    private static final class Impatient implements Transport {
        private final List<String> sent = new ArrayList<>();
        private final ChannelEngine engine;
        private final Conversation conversation;

        Impatient(ChannelEngine engine, Conversation conversation) {
            this.engine = engine;
            this.conversation = conversation;
        }

        @Override
        public void wake() {
            for (Frame frame = poll(); frame != null; frame = poll()) {
                sent.add(frame.text());
                if (frame.text().contains("phx_reply")) {
                    engine.broadcaster().broadcast("rooms:a", "now");
                }
            }
        }

        private Frame poll() {
            return conversation.outbox().poll(conversation.now());
        }

        @Override
        public void abort(CloseReason reason) {
            conversation.gone();
        }
    }

    @Test
    void whoeverHasSeenTheJoinReplyMissesNoBroadcast() {
        ChannelEngine engine = new ChannelEngine(
                ChannelsConfig.defaults(),
                new PayloadCodec(),
                CallContext.ofCurrentClassLoader(),
                Dispatch.on(Runnable::run));
        Socket socket = engine.socket(ChannelsConfig.defaults(), List.of(Route.of(new Open())));
        Admission.Admitted admitted = (Admission.Admitted)
                socket.admitWebSocket(new ConnectRequest("vsn=2.0.0", new Headers().toMap(), null, null));
        Impatient client = new Impatient(engine, admitted.conversation());
        admitted.conversation().opened(client);

        admitted.conversation().text("[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]");

        assertEquals(
                List.of(
                        "[\"1\",\"1\",\"rooms:a\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]",
                        "[null,null,\"rooms:a\",\"now\",{}]"),
                client.sent);
        admitted.conversation().gone();
        engine.stop(CloseReason.UNDEPLOYED);
    }
}
