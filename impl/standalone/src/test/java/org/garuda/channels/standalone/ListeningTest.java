package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.standalone.internal.fixture.RawClient;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningTest {

    private static final int BLOCKED = 50;

    private final CountDownLatch entered = new CountDownLatch(BLOCKED);
    private final CountDownLatch release = new CountDownLatch(1);
    private ChannelServer server;

    @BeforeEach
    void start() {
        server = ChannelServer.builder()
                .port(0)
                .handler(new RoomHandler())
                .staticFiles("site")
                .http("/hello", request -> org.garuda.channels.standalone.HttpResponse.text(200, "hello"))
                .http("/under/*", request -> org.garuda.channels.standalone.HttpResponse.text(200, request.path()))
                .http("/slow", request -> {
                    entered.countDown();
                    release.await();
                    return org.garuda.channels.standalone.HttpResponse.text(200, "at last");
                })
                .http("/broken", request -> {
                    throw new IOException("a secret");
                })
                .start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    @Test
    void noOtherAddressThanTheOneAskedForIsBound() {
        assertThrows(ConnectException.class, () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.2", server.port()), 2000);
            }
        });
    }

    @Test
    void anUnknownPathIs404() throws Exception {
        assertEquals(404, get("/nothing/here").statusCode());
    }

    @Test
    void aPathBesideTheSocketIs404() throws Exception {
        assertEquals(404, get("/socket").statusCode());
        assertEquals(404, get("/socket/websocket/x").statusCode());
    }

    @Test
    void staticFilesAreServedWithTheIndexForTheFolder() throws Exception {
        assertTrue(get("/").body().contains("<title>site</title>"));
        assertTrue(get("/index.html").body().contains("<title>site</title>"));
    }

    @Test
    void staticFilesDoNotLeadOutOfTheirFolder() throws Exception {
        assertTrue(
                get("/..%2forg/garuda/channels/standalone/ListeningTest.class").statusCode() >= 400);
        assertEquals(
                404, get("/org/garuda/channels/standalone/ListeningTest.class").statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../index.html",
                "/%2e%2e/index.html",
                "/..%2findex.html",
                "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "/..%5cindex.html",
                "/%c0%ae%c0%ae/index.html",
                "/index.html%00.txt",
                "/%zz",
                "/%"
            })
    void aPathThatIsWronglyEncodedOrLeadsOutIs400(String path) throws Exception {
        assertEquals(400, status("GET", path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/site/index.html", "/%252e%252e/index.html", "/META-INF/beans.xml", "/index.html/", "/index"})
    void aPathThatNamesNoFileOfTheFolderIs404(String path) throws Exception {
        assertEquals(404, status("GET", path));
    }

    @Test
    void filesAreReadAndNothingElseIsDoneToThem() throws Exception {
        assertEquals(200, status("HEAD", "/"));
        assertEquals(204, status("OPTIONS", "/"));
        assertEquals(405, status("POST", "/"));
        assertEquals(405, status("DELETE", "/index.html"));
        assertEquals(404, status("DELETE", "/nothing.html"));
    }

    @Test
    void aHeadHasTheLengthOfTheFileAndNoBody() throws Exception {
        String answer = exchange("HEAD", "/");
        int length = get("/").body().length();
        assertTrue(answer.contains("Content-Length: " + length + "\r\n"), answer);
        assertTrue(answer.endsWith("\r\n\r\n"), answer);
    }

    /** The JDK's client offers h2c by default. */
    @Test
    void anOfferOfAnotherProtocolDoesNotKeepTheTypeOutOfTheAnswer() throws Exception {
        assertEquals(
                "text/html; charset=utf-8",
                get("/").headers().firstValue("Content-Type").orElse("none"));
    }

    @Test
    void anOfferOfAnotherProtocolDoesNotEndTheConnection() throws Exception {
        HttpResponse<String> offered = get("/hello");
        assertEquals("none", offered.headers().firstValue("Connection").orElse("none"));
    }

    @Test
    void routesAnswerOnTheSamePort() throws Exception {
        assertEquals("hello", get("/hello").body());
        assertEquals("/under/a/b", get("/under/a/b").body());
    }

    @Test
    void routesThatBlockHoldUpNobody() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < BLOCKED; i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(server.uri() + "/slow")).build();
            slow.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        assertEquals("hello", get("/hello").body());
        try (RawClient visitor = new RawClient(server, "vsn=2.0.0")) {
            visitor.join("rooms:a");
        }
        release.countDown();
        for (CompletableFuture<HttpResponse<String>> response : slow) {
            assertEquals("at last", response.get(20, TimeUnit.SECONDS).body());
        }
    }

    @Test
    void aRouteThatThrowsAnswers500AndTellsNothing() throws Exception {
        HttpResponse<String> response = get("/broken");
        assertEquals(500, response.statusCode());
        assertEquals("", response.body());
    }

    @Test
    void aPortThatIsTakenIsNamedInTheError() {
        ChannelServerBuilder second =
                ChannelServer.builder().port(server.port()).handler(new RoomHandler());
        String message =
                assertThrows(IllegalStateException.class, second::start).getMessage();
        assertTrue(message.contains("127.0.0.1:" + server.port()), message);
    }

    @Test
    void aServerWithoutHandlersDoesNotStart() {
        assertThrows(
                IllegalStateException.class,
                () -> ChannelServer.builder().port(0).start());
    }

    private int status(String method, String path) throws IOException {
        return Integer.parseInt(exchange(method, path).split(" ")[1]);
    }

    /** By hand, since clients tidy a path up before they send it. */
    private String exchange(String method, String path) throws IOException {
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(10_000);
            String request = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.uri() + path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
