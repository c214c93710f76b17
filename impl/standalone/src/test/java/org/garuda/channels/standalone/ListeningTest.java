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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListeningTest {

    private ChannelServer server;

    @BeforeEach
    void start() {
        server = ChannelServer.builder()
                .port(0)
                .handler(new RoomHandler())
                .staticFiles("site")
                .http("/hello", (request, response) -> response.getWriter().write("hello"))
                .http("/under/*", (request, response) -> response.getWriter().write(request.getRequestURI()))
                .http("/broken", (request, response) -> {
                    throw new IOException("a secret");
                })
                .start();
    }

    @AfterEach
    void stop() {
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

    /** The JDK's client offers h2c by default; the answer to it once came without a type. */
    @Test
    void anOfferOfAnotherProtocolDoesNotKeepTheTypeOutOfTheAnswer() throws Exception {
        assertEquals(
                "text/html; charset=utf-8",
                get("/").headers().firstValue("Content-Type").orElse("none"));
    }

    @Test
    void theEndOfAConnectionThatWasOfferedAnotherProtocolIsAnnounced() throws Exception {
        HttpResponse<String> offered = get("/hello");
        assertEquals("close", offered.headers().firstValue("Connection").orElse("none"));
    }

    @Test
    void routesAnswerOnTheSamePort() throws Exception {
        assertEquals("hello", get("/hello").body());
        assertEquals("/under/a/b", get("/under/a/b").body());
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

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.uri() + path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
