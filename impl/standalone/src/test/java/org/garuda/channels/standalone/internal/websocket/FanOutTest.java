package org.garuda.channels.standalone.internal.websocket;

import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.garuda.channels.standalone.internal.fixture.TestClient;
import org.junit.jupiter.api.Test;

/** What many publishers send at once arrives whole and in each publisher's order, however it is joined into writes. */
class FanOutTest {

    private static final int PUBLISHERS = 8;
    private static final int MESSAGES = 500;
    private static final int CLIENTS = 10;

    @Test
    void eachPublishersMessagesArriveOnceAndInOrderAtEverySubscriber() throws Exception {
        publishAndExpect("");
    }

    /**
     * More than the kernel takes: the rest of a write waits for Grizzly, while publishers press and the selector comes
     * round.
     */
    @Test
    void theOrderHoldsForMessagesThatTheKernelDoesNotTakeAtOnce() throws Exception {
        publishAndExpect("x".repeat(4096));
    }

    private static void publishAndExpect(String body) throws Exception {
        SocketSettings roomy = SocketSettings.builder()
                .outbox(outbox -> outbox.messages(PUBLISHERS * MESSAGES).bytes(1 << 25))
                .build();
        try (ChannelServer server = ChannelServer.builder()
                .port(0)
                .socket(roomy)
                .handler(new RoomHandler())
                .start()) {
            List<TestClient> clients = new ArrayList<>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(new TestClient(server).join("rooms:a"));
                }
                publish(server, body);
                for (TestClient client : clients) {
                    expectInOrder(client, body);
                }
            } finally {
                clients.forEach(TestClient::close);
            }
        }
    }

    private static void publish(ChannelServer server, String body) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int p = 0; p < PUBLISHERS; p++) {
            String event = "from" + p;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < MESSAGES; i++) {
                    server.broadcaster().broadcast("rooms:a", event, new Numbered(body, i));
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void expectInOrder(TestClient client, String body) throws InterruptedException {
        int[] next = new int[PUBLISHERS];
        for (int i = 0; i < PUBLISHERS * MESSAGES; i++) {
            String frame = client.next();
            int from = Integer.parseInt(frame.replaceAll(".*\"from(\\d+)\".*", "$1"));
            String expected = "[null,null,\"rooms:a\",\"from" + from + "\",{\"body\":\"" + body + "\",\"n\":"
                    + next[from]++ + "}]";
            if (!expected.equals(frame)) {
                throw new AssertionError("expected " + expected + " but got " + frame);
            }
        }
    }

    /** A payload. */
    public record Numbered(String body, int n) {}
}
