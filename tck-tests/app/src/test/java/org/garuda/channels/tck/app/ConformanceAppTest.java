package org.garuda.channels.tck.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the app stands at all; what its channels answer is told by the recorded scenarios. */
class ConformanceAppTest {

    private static final String JOIN = "[\"1\",\"1\",\"rooms:test\",\"phx_join\",{}]";
    private static final String JOINED =
            "[\"1\",\"1\",\"rooms:test\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]";

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private ConformanceApp app;

    @BeforeEach
    void start() {
        app = ConformanceApp.start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aBroadcastFromOutsideReachesWhoHasJoined() throws Exception {
        WebSocket client = connect("user_id=ada");
        client.sendText(JOIN, true).join();
        assertEquals(JOINED, next());

        assertEquals(200, send("PUT", "/broadcast", broadcast("{\"a\":1}")).statusCode());
        assertEquals("[null,null,\"rooms:test\",\"hello\",{\"a\":1}]", next());

        assertEquals(200, send("POST", "/disconnect/ada", "").statusCode());
        assertEquals("closed with 1001", next());
    }

    @Test
    void aUserIsDisconnectedByTheNameThatItConnectedWith() throws Exception {
        connect("user_id=a%2Bb%20%C3%A9");
        assertEquals(404, send("POST", "/disconnect", "").statusCode());
        assertEquals(404, send("POST", "/disconnect/", "").statusCode());
        assertEquals(404, send("POST", "/disconnect/a/b", "").statusCode());
        assertEquals(200, send("POST", "/disconnect/a+b%20%C3%A9", "").statusCode());
        assertEquals("closed with 1001", next());
    }

    @Test
    void disconnectBroadcastToAUsersIdClosesItsSockets() throws Exception {
        connect("user_id=ada");
        assertEquals(
                200,
                send("PUT", "/broadcast", "{\"topic\":\"users_socket:ada\",\"event\":\"disconnect\",\"payload\":{}}")
                        .statusCode());
        assertEquals("closed with 1001", next());
    }

    @Test
    void aWhisperReachesAnotherTopicThroughTheBroadcaster() throws Exception {
        WebSocket client = connect("");
        client.sendText(JOIN, true).join();
        assertEquals(JOINED, next());
        client.sendText(
                        "[\"1\",\"2\",\"rooms:test\",\"whisper:other\",{\"topic\":\"rooms:test\",\"event\":\"psst\",\"payload\":{}}]",
                        true)
                .join();
        assertEquals("[null,null,\"rooms:test\",\"psst\",{}]", next());
    }

    @Test
    void aClientHasTheRolesOfItsQuery() throws Exception {
        WebSocket client = connect("roles=auditor,clerk");
        client.sendText("[\"1\",\"1\",\"roles:clerk\",\"phx_join\",{}]", true).join();
        assertEquals(JOINED.replace("rooms:test", "roles:clerk"), next());
        client.sendText("[\"1\",\"2\",\"roles:clerk\",\"check\",{\"text\":\"a\"}]", true)
                .join();
        assertEquals(
                "[\"1\",\"2\",\"roles:clerk\",\"phx_reply\",{\"response\":{\"text\":\"a\"},\"status\":\"ok\"}]",
                next());
        client.sendText("[\"1\",\"1\",\"roles:admin\",\"phx_join\",{}]", true).join();
        assertEquals(
                "[\"1\",\"1\",\"roles:admin\",\"phx_reply\",{\"response\":{\"reason\":\"forbidden\"},\"status\":\"error\"}]",
                next());
    }

    @Test
    void namesMayBeLong() throws Exception {
        String topic = "rooms:" + "t".repeat(10_000);
        WebSocket client = connect("");
        client.sendText("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]", true).join();
        assertEquals(JOINED.replace("rooms:test", topic), next());
        client.sendText("[\"1\",\"2\",\"" + topic + "\",\"" + "e".repeat(10_000) + "\",{}]", true)
                .join();
        assertEquals("[\"1\",\"1\",\"" + topic + "\",\"phx_error\",{\"reason\":\"channel_crash\"}]", next());
    }

    @Test
    void aBroadcastOfAPayloadThatIsNoObjectIsABadRequest() throws Exception {
        HttpResponse<String> answer = send("PUT", "/broadcast", broadcast("\"text\""));
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("payload is no object"), answer.body());
    }

    @Test
    void aNodeThatIsAloneIsReady() throws Exception {
        assertEquals(200, send("GET", "/ready", "").statusCode());
    }

    @Test
    void aNodeIsToldItsBrokerAndItsName() {
        Options options = Options.parse("--bus", "redis://127.0.0.1:6379", "--name", "one");
        assertEquals("redis://127.0.0.1:6379", options.bus());
        assertEquals(
                "one", AppSettings.node(options.bus(), options.name()).bus().name());
    }

    @Test
    void anOptionThatIsNoneIsNotUnderstood() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Options.parse("--node", "one"));
        assertEquals("\"--node\" is no option", refusal.getMessage());
    }

    private static String broadcast(String payload) {
        return "{\"topic\":\"rooms:test\",\"event\":\"hello\",\"payload\":" + payload + "}";
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(app.uri().resolve(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private WebSocket connect(String parameters) {
        URI uri = URI.create("ws://127.0.0.1:" + app.port() + "/socket/websocket?vsn=2.0.0&" + parameters);
        return http.newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        text.append(data);
                        if (last) {
                            received.add(text.toString());
                            text.setLength(0);
                        }
                        socket.request(1);
                        return null;
                    }

                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        received.add("closed with " + code);
                        return null;
                    }
                })
                .join();
    }

    private String next() throws InterruptedException {
        String frame = received.poll(10, TimeUnit.SECONDS);
        return frame == null ? "nothing within 10 seconds" : frame;
    }
}
