package org.garuda.channels.standalone.internal.longpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.standalone.internal.fixture.PollingClient;
import org.garuda.channels.standalone.internal.fixture.ServedRooms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that poll, over real connections. */
class LongPollTest extends ServedRooms {

    private static final String SAID = "[null,null,\"rooms:a\",\"said\",{\"n\":1}]";
    private static final String HEARTBEAT = "[null,\"h\",\"phoenix\",\"heartbeat\",{}]";

    private final ExecutorService callbacks = Executors.newFixedThreadPool(2);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(callbacks)
            .build();

    @AfterEach
    void stop() {
        callbacks.shutdownNow();
    }

    private PollingClient client(String... rooms) throws Exception {
        PollingClient client = get(PollingClient.start(server, http));
        for (String room : rooms) {
            get(client.join(room));
        }
        return client;
    }

    private void say() {
        server.broadcaster().broadcast(ChannelEvent.of("rooms:a", "said", Map.of("n", 1)));
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /** What comes up to the end of the JSON. */
    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(DEADLINE_SECONDS * 1000);
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("}") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                fail("the connection ended after " + answer);
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    @Test
    void aMessageEndsTheWait() throws Exception {
        PollingClient client = client("rooms:a");
        long polls = count(Counter.LONG_POLL_POLLS);
        CompletableFuture<JsonObject> poll = client.poll();
        await("the poll", () -> count(Counter.LONG_POLL_POLLS) > polls);
        say();
        assertEquals(List.of(SAID), PollingClient.messages(get(poll)));
    }

    @Test
    void aClientThatAcknowledgesLosesNothingWhenAPollIsCutOff() throws Exception {
        PollingClient client = client("rooms:a");
        long polls = count(Counter.LONG_POLL_POLLS);
        Socket socket = client.begin("GET", "x-longpoll-ack: 1\r\n");
        await("the poll", () -> count(Counter.LONG_POLL_POLLS) > polls);
        socket.close();
        say();
        assertEquals(List.of(SAID), PollingClient.messages(get(client.poll("x-longpoll-ack", "1"))));
    }

    @Test
    void aPollThatIsCutOffLosesNothingIfTheNextOneComesBeforeTheMessage() throws Exception {
        PollingClient client = client("rooms:a");
        long polls = count(Counter.LONG_POLL_POLLS);
        Socket socket = client.begin("GET", "");
        await("the poll", () -> count(Counter.LONG_POLL_POLLS) > polls);
        socket.close();
        CompletableFuture<JsonObject> next = client.poll();
        await("the next poll", () -> count(Counter.LONG_POLL_POLLS) > polls + 1);
        say();
        assertEquals(List.of(SAID), PollingClient.messages(get(next)));
    }

    @Test
    void aPollWhoseConnectionWasResetTakesNothing() throws Exception {
        for (int n = 0; n < 20; n++) {
            PollingClient client = client("rooms:a");
            long polls = count(Counter.LONG_POLL_POLLS);
            Socket socket = client.begin("GET", "");
            await("the poll", () -> count(Counter.LONG_POLL_POLLS) > polls);
            socket.setSoLinger(true, 0);
            socket.close();
            say();
            assertEquals(List.of(SAID), PollingClient.messages(get(client.poll())));
        }
    }

    @Test
    void fortyPostsAtOnceAreTaken() throws Exception {
        PollingClient client = client("rooms:a");
        List<CompletableFuture<JsonObject>> posts =
                IntStream.range(0, 40).mapToObj(n -> client.post(HEARTBEAT)).toList();
        for (CompletableFuture<JsonObject> post : posts) {
            assertEquals(200, get(post).getInt("status"));
        }
    }

    @Test
    void oneSessionHasNoMoreThanSixtyFourPostsUnderWay() throws Exception {
        PollingClient client = client("rooms:a");
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int n = 0; n < 100; n++) {
                sockets.add(client.begin("POST", "Content-Length: 1000\r\n"));
            }
            await("36 refusals", () -> count(Counter.LONG_POLL_POSTS_OVER_LIMIT) == 36);
            assertEquals(200, get(client("rooms:a").post(HEARTBEAT)).getInt("status"));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        await("the end of those", () -> statusOfAPost(client) == 200);
    }

    private int statusOfAPost(PollingClient client) {
        try {
            return get(client.post(HEARTBEAT)).getInt("status");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatAClientSendsBehindAWaitingPollIsAnsweredAfterIt() throws Exception {
        PollingClient client = client("rooms:a");
        long polls = count(Counter.LONG_POLL_POLLS);
        try (Socket socket = client.begin("GET", "")) {
            await("the poll", () -> count(Counter.LONG_POLL_POLLS) > polls);
            for (int n = 0; n < 2; n++) {
                socket.getOutputStream()
                        .write("OPTIONS /socket/longpoll HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            }
            assertEquals(200, get(client("rooms:a").post(HEARTBEAT)).getInt("status"));
            say();
            String answer = answer(socket);
            assertTrue(answer.contains("said") && !answer.contains("max-age"), answer);
            get(client("rooms:a").post(HEARTBEAT));
        }
    }

    @Test
    void aPollInThePlaceOfOneThatWaitsEndsThatAtOnce() throws Exception {
        PollingClient client = client("rooms:a");
        long polls = count(Counter.LONG_POLL_POLLS);
        CompletableFuture<JsonObject> first = client.poll();
        await("the poll", () -> count(Counter.LONG_POLL_POLLS) > polls);
        CompletableFuture<JsonObject> second = client.poll();
        assertEquals(204, get(first).getInt("status"));
        say();
        assertEquals(List.of(SAID), PollingClient.messages(get(second)));
    }

    @Test
    void aPollWithoutMessagesIsAnsweredAfterTheWindow() throws Exception {
        restart(SocketSettings.builder().longPoll(poll -> poll.window(Duration.ofMillis(500))));
        assertEquals(204, get(client("rooms:a").poll()).getInt("status"));
    }

    @Test
    void aStopEndsAPollThatWaits() throws Exception {
        PollingClient client = client("rooms:a");
        long polls = count(Counter.LONG_POLL_POLLS);
        CompletableFuture<JsonObject> poll = client.poll();
        await("the poll", () -> count(Counter.LONG_POLL_POLLS) > polls);
        server.close();
        assertEquals(410, get(poll).getInt("status"));
    }

    @Test
    void aBodyOverTheLimitIsRefusedBeforeItIsSent() throws Exception {
        PollingClient client = client("rooms:a");
        try (Socket socket = client.begin("POST", "Content-Length: 8000001\r\n")) {
            String answer = answer(socket);
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            assertTrue(answer.contains("{\"status\":413,"), answer);
        }
        assertEquals(200, get(client.post(HEARTBEAT)).getInt("status"));
    }

    @Test
    void aBodyOfUnknownLengthIsReadUpToTheLimit() throws Exception {
        restart(SocketSettings.builder().longPoll(poll -> poll.bodyBytes(100_000)));
        PollingClient client = client("rooms:a");
        try (Socket socket = client.begin("POST", "Transfer-Encoding: chunked\r\n")) {
            byte[] chunk = ("2710\r\n" + "x".repeat(10_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int n = 0; n < 11; n++) {
                socket.getOutputStream().write(chunk);
            }
            String answer = answer(socket);
            assertTrue(answer.contains("{\"status\":413,"), answer);
        }
        byte[] chunked = (HEARTBEAT + "\n").repeat(50).getBytes(StandardCharsets.UTF_8);
        HttpRequest.BodyPublisher body =
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(chunked));
        assertEquals(200, get(client.post(body)).getInt("status"));
        assertEquals(50, PollingClient.messages(get(client.poll())).size());
    }

    /** Browsers send the body of a post in a packet of its own. */
    @Test
    void aBodyInAPacketOfItsOwnIsTakenOnceWheneverItComes() throws Exception {
        int posts = 300;
        PollingClient client = client("rooms:a");
        byte[] body = HEARTBEAT.getBytes(StandardCharsets.US_ASCII);
        String headers = "Content-Type: application/x-ndjson\r\nContent-Length: " + body.length + "\r\n";
        try (Socket socket = client.begin("POST", headers)) {
            for (int n = 0; n < posts; n++) {
                if (n > 0) {
                    client.begin(socket, "POST", headers);
                }
                for (long end = System.nanoTime() + n % 10 * 100_000L; System.nanoTime() < end; ) {
                    Thread.onSpinWait();
                }
                socket.getOutputStream().write(body);
                String answer = answer(socket);
                assertTrue(answer.endsWith("{\"status\":200}"), answer);
            }
        }
        assertEquals(posts, PollingClient.messages(get(client.poll())).size());
    }

    @Test
    void aBodyOfMegabytesIsTaken() throws Exception {
        PollingClient client = client("rooms:a");
        String line = "[\"1\",\"2\",\"elsewhere\",\"event\",{\"much\":\"" + "x".repeat(2_000_000 - 50) + "\"}]";
        JsonObject posted = get(client.post(line, line, line));
        assertEquals(200, posted.getInt("status"), posted::toString);
        assertEquals(3, PollingClient.messages(get(client.poll())).size());
    }

    @Test
    void bodiesThatDoNotComeHoldUpNobody() throws Exception {
        PollingClient slow = client("rooms:a");
        PollingClient other = client("rooms:a");
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int n = 0; n < 200; n++) {
                sockets.add(slow.begin("POST", "Content-Length: 1000\r\n"));
            }
            assertEquals(200, get(other.post(HEARTBEAT)).getInt("status"));
            say();
            assertEquals(2, PollingClient.messages(get(other.poll())).size());
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void whereItIsSwitchedOffThereIsNothing() throws Exception {
        restart(SocketSettings.builder().longPoll(poll -> poll.enabled(false)));
        URI uri = URI.create(server.uri() + "/socket/longpoll?vsn=2.0.0");
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        assertEquals(
                404, http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    }

    @Test
    void thousandsOfPollsWaitWithoutAThreadEachAndABroadcastReachesThemAll() throws Exception {
        // The first session must not expire while the last one starts, on however busy a machine.
        restart(SocketSettings.builder().longPoll(poll -> poll.window(Duration.ofSeconds(DEADLINE_SECONDS))));
        int clients = 2_000;
        int atOnce = 100;
        List<PollingClient> all = new ArrayList<>();
        for (int from = 0; from < clients; from += atOnce) {
            List<CompletableFuture<PollingClient>> starting = IntStream.range(0, atOnce)
                    .mapToObj(n -> PollingClient.start(server, http).thenCompose(client -> client.join("rooms:a")))
                    .toList();
            for (CompletableFuture<PollingClient> client : starting) {
                all.add(get(client));
            }
        }
        long polls = count(Counter.LONG_POLL_POLLS);
        List<CompletableFuture<JsonObject>> waiting =
                all.stream().map(PollingClient::poll).toList();
        // Or more: the JDK's client asks once more by itself when a connection that it kept turns out to be closed.
        await("so many polls", () -> count(Counter.LONG_POLL_POLLS) >= polls + clients);
        // Those that the joins have needed end when they have been idle for a while, on a busy machine later than here.
        await("less than 200 threads", () -> ManagementFactory.getThreadMXBean().getThreadCount() < 200);
        say();
        for (CompletableFuture<JsonObject> poll : waiting) {
            assertEquals(List.of(SAID), PollingClient.messages(get(poll)));
        }
    }
}
