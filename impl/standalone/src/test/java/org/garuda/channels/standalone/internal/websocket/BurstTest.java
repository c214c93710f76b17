package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ServerAccess;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.garuda.channels.standalone.internal.fixture.TestClient;
import org.junit.jupiter.api.Test;

/**
 * Bursts far beyond what may wait for a handler or for a client: those who read and wait their turn lose nothing, with
 * the limits at their defaults.
 */
class BurstTest {

    private static final int BURST = 10_000;

    @Test
    void aClientThatSendsFasterThanItsHandlerWorksIsHeldBackAndNotClosed() throws Exception {
        burst(new RoomHandler());
    }

    @Test
    void aBurstThatTheSelectorsThreadHandlesReachesASubscriberThatReads() throws Exception {
        burst(new InlineHandler());
    }

    @Test
    void aBurstOfBroadcastsFromOutsideReachesASubscriberThatReads() throws Exception {
        try (ChannelServer server = start(new RoomHandler());
                TestClient reader = new TestClient(server).join("rooms:a")) {
            for (int i = 0; i < BURST; i++) {
                server.broadcaster().broadcast("rooms:a", "msg", Map.of("n", i));
            }
            expectAll(reader);
        }
    }

    private static void burst(ChannelHandler handler) throws Exception {
        try (ChannelServer server = start(handler);
                TestClient sender = new TestClient(server).join("rooms:a");
                TestClient reader = new TestClient(server).join("rooms:a")) {
            for (int i = 0; i < BURST; i++) {
                sender.send("[\"1\",null,\"rooms:a\",\"msg\",{\"n\":" + i + "}]");
            }
            expectAll(reader);
            expectAll(sender);
            assertEquals(0, ServerAccess.engine(server).runtime().counters().get(Counter.CLOSED_FLOODING));
            assertEquals(0, ServerAccess.engine(server).runtime().counters().get(Counter.CLOSED_SLOW));
        }
    }

    private static void expectAll(TestClient client) throws InterruptedException {
        for (int i = 0; i < BURST; i++) {
            client.expect("[null,null,\"rooms:a\",\"msg\",{\"n\":" + i + "}]");
        }
    }

    private static ChannelServer start(ChannelHandler handler) {
        return ChannelServer.builder().port(0).handler(handler).start();
    }

    /** Broadcasts on the thread that reads. */
    @NonBlocking
    private static final class InlineHandler implements ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }

        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            conn.broadcast(event);
        }
    }
}
