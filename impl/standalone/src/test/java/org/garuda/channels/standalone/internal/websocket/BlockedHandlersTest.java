package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.internal.fixture.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A thousand handlers that block, half of them in a join and half in a message. They go on only when the test lets
 * them: whatever is answered before has not waited for them.
 */
class BlockedHandlersTest {

    private static final int BLOCKED = 1_000;

    private final Blocker blocker = new Blocker();
    private final List<RawClient> clients = new ArrayList<>();
    private final ChannelServer server =
            ChannelServer.builder().port(0).handler("rooms:*", blocker).start();

    @AfterEach
    void stop() throws IOException {
        blocker.release.countDown();
        for (RawClient client : clients) {
            client.close();
        }
        server.close();
    }

    @Test
    void aThousandBlockedHandlersDelayNeitherHeartbeatsNorOtherClients() throws Exception {
        for (int i = 0; i < BLOCKED; i++) {
            clients.add(new RawClient(server, "vsn=2.0.0").join("rooms:shared"));
        }
        for (int i = 0; i < BLOCKED; i++) {
            clients.get(i).text(question(i));
        }
        assertTrue(blocker.entered.await(60, TimeUnit.SECONDS), () -> blocker.entered.getCount() + " do not block");

        for (RawClient client : clients) {
            client.text("[null,\"h\",\"phoenix\",\"heartbeat\",{}]")
                    .expect("[null,\"h\",\"phoenix\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
        }
        RawClient other = new RawClient(server, "vsn=2.0.0").join("rooms:other");
        RawClient another = new RawClient(server, "vsn=2.0.0").join("rooms:other");
        clients.add(other);
        clients.add(another);
        other.text("[\"1\",\"2\",\"rooms:other\",\"echo\",{}]")
                .expect("[\"1\",\"2\",\"rooms:other\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
        other.text("[\"1\",null,\"rooms:other\",\"shout\",{}]").expect("[null,null,\"rooms:other\",\"shout\",{}]");
        another.expect("[null,null,\"rooms:other\",\"shout\",{}]");
        server.broadcaster().broadcast("rooms:shared", "news");
        for (RawClient client : clients.subList(0, BLOCKED)) {
            client.expect("[null,null,\"rooms:shared\",\"news\",{}]");
        }
        assertEquals(0, blocker.returned.get());

        blocker.release.countDown();
        for (int i = 0; i < BLOCKED; i++) {
            clients.get(i).expect(answer(i));
        }
    }

    private static String question(int i) {
        return i % 2 == 0
                ? "[\"1\",\"2\",\"rooms:shared\",\"block\",{}]"
                : "[\"2\",\"2\",\"rooms:slow:" + i + "\",\"phx_join\",{}]";
    }

    private static String answer(int i) {
        return i % 2 == 0
                ? "[\"1\",\"2\",\"rooms:shared\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]"
                : "[\"2\",\"2\",\"rooms:slow:" + i + "\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]";
    }

    /** Blocks where it is asked to, until it is released. */
    private static final class Blocker implements ChannelHandler {
        private final CountDownLatch entered = new CountDownLatch(BLOCKED);
        private final CountDownLatch release = new CountDownLatch(1);
        private final AtomicInteger returned = new AtomicInteger();

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            if (conn.topic().startsWith("rooms:slow:")) {
                block();
            }
            conn.allowJoin(event);
        }

        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            switch (event.event()) {
                case "block" -> {
                    block();
                    conn.replyOk(event);
                }
                case "shout" -> conn.broadcast(event);
                default -> conn.replyOk(event, event.rawPayload());
            }
        }

        private void block() {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            returned.incrementAndGet();
        }
    }
}
