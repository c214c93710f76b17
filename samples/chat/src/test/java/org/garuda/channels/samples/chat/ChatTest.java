package org.garuda.channels.samples.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.presence.PresenceChange;
import org.garuda.channels.presence.PresenceListener;
import org.garuda.channels.standalone.ChannelServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatTest {

    private static final String JOIN_LOBBY = "[\"1\",\"1\",\"rooms:lobby\",\"phx_join\",{\"user\":\"Ada\"}]";

    /** An id that the server makes stands as ID in what a window gets. */
    private static final String JOINED =
            "[\"1\",\"1\",\"rooms:lobby\",\"phx_reply\",{\"response\":{\"id\":ID},\"status\":\"ok\"}]";

    // As browsers and curl speak; the JDK's client would ask for an upgrade to HTTP/2 otherwise.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ChannelServer chat;

    @BeforeEach
    void start() {
        chat = Chat.start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        chat.close();
    }

    @Test
    void thePageComesWithTheStockClient() throws Exception {
        HttpResponse<String> page = get("/");
        assertEquals(200, page.statusCode());
        assertTrue(contentType(page).startsWith("text/html"), contentType(page));
        assertTrue(page.body().contains("src=\"chat.js\""), page.body());

        assertTrue(get("/chat.js").body().contains("from \"./phoenix.js\""));

        HttpResponse<String> client = get("/phoenix.js");
        assertEquals(200, client.statusCode());
        assertTrue(contentType(client).startsWith("text/javascript"), contentType(client));
        assertTrue(client.body().contains("Socket"));
    }

    @Test
    void whatOneSaysEverybodyHears() throws Exception {
        Window ada = open();
        ada.send(JOIN_LOBBY);
        ada.expect(JOINED);
        ada.expect("[null,null,\"rooms:lobby\",\"user:entered\",{\"id\":ID,\"user\":\"Ada\"}]");
        Window bob = open();
        bob.send("[\"1\",\"1\",\"rooms:lobby\",\"phx_join\",{\"user\":\"Bob\"}]");
        ada.expect("[null,null,\"rooms:lobby\",\"user:entered\",{\"id\":ID,\"user\":\"Bob\"}]");

        ada.send("[\"1\",\"2\",\"rooms:lobby\",\"new:msg\",{\"body\":\"hello\"}]");

        String said = "[null,null,\"rooms:lobby\",\"new:msg\",{\"body\":\"hello\",\"id\":ID,\"user\":\"Ada\"}]";
        ada.expect(said);
        ada.expect("[\"1\",\"2\",\"rooms:lobby\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
        bob.expect(JOINED);
        bob.expect("[null,null,\"rooms:lobby\",\"user:entered\",{\"id\":ID,\"user\":\"Bob\"}]");
        bob.expect(said);
    }

    @Test
    void nobodySpeaksInTheNameOfSomebodyElse() throws Exception {
        Window eve = open();
        eve.send("[\"1\",\"1\",\"rooms:lobby\",\"phx_join\",{\"user\":\"Eve\"}]");
        eve.expect(JOINED);
        eve.expect("[null,null,\"rooms:lobby\",\"user:entered\",{\"id\":ID,\"user\":\"Eve\"}]");
        eve.send("[\"1\",\"2\",\"rooms:lobby\",\"new:msg\",{\"user\":\"Ada\",\"id\":\"x\",\"body\":\"I am Ada\"}]");
        eve.expect("[null,null,\"rooms:lobby\",\"new:msg\",{\"body\":\"I am Ada\",\"id\":ID,\"user\":\"Eve\"}]");
    }

    @Test
    void whoDoesNotSayWhoTheyAreIsToldToSaySo() throws Exception {
        String longName = "x".repeat(101);
        for (String payload : new String[] {
            "{}",
            "{\"user\":\"\"}",
            "{\"user\":\" \"}",
            "{\"user\":null}",
            "{\"user\":{}}",
            "{\"user\":\"" + longName + "\"}"
        }) {
            Window nameless = open();
            nameless.send("[\"1\",\"1\",\"rooms:lobby\",\"phx_join\"," + payload + "]");
            nameless.expect(
                    "[\"1\",\"1\",\"rooms:lobby\",\"phx_reply\",{\"response\":{\"reason\":\"say who you are, as in"
                            + " {\\\"user\\\":\\\"Ada\\\"}, with at most 100 characters\"},\"status\":\"error\"}]");
        }
    }

    @Test
    void twoPeopleOfOneNameAreTwo() throws Exception {
        BlockingQueue<List<String>> room = new LinkedBlockingQueue<>();
        chat.presence().listen("rooms:lobby", new PresenceListener() {
            @Override
            public void changed(PresenceChange change) {
                room.add(change.list().values().stream()
                        .flatMap(entry -> entry.metas().stream())
                        .map(meta -> meta.getString("user"))
                        .sorted()
                        .toList());
            }
        });
        open().send(JOIN_LOBBY);
        await(List.of("Ada"), room);
        Window second = open();
        second.send(JOIN_LOBBY);
        await(List.of("Ada", "Ada"), room);
        second.expectPresence(
                "\\[\"1\",null,\"rooms:lobby\",\"presence_state\",\\{ID:\\{\"metas\":\\[\\{.*\"user\":\"Ada\"}]},ID:\\{.*\"user\":\"Ada\"}]}}]");
        second.send("[\"1\",\"2\",\"rooms:lobby\",\"rename\",{\"user\":\"constructor\"}]");
        await(List.of("Ada", "constructor"), room);
        second.close();
        await(List.of("Ada"), room);
    }

    @Test
    void otherRoomsAreClosed() throws Exception {
        Window ada = open();
        ada.send("[\"1\",\"1\",\"rooms:private\",\"phx_join\",{\"user\":\"Ada\"}]");
        ada.expect(
                "[\"1\",\"1\",\"rooms:private\",\"phx_reply\",{\"response\":{\"reason\":\"unauthorized\"},\"status\":\"error\"}]");
    }

    @Test
    void aPutReachesTheLobbyAndAnswersHowManyAreConnected() throws Exception {
        Window ada = open();
        ada.send(JOIN_LOBBY);
        ada.expect(JOINED);
        ada.expect("[null,null,\"rooms:lobby\",\"user:entered\",{\"id\":ID,\"user\":\"Ada\"}]");

        HttpResponse<String> answer = put("{\"user\":\"curl\",\"body\":\"from outside\"}");

        assertEquals(200, answer.statusCode());
        assertEquals("{\"clients\":1}", answer.body());
        ada.expect("[null,null,\"rooms:lobby\",\"new:msg\",{\"body\":\"from outside\",\"user\":\"curl\"}]");
    }

    @Test
    void aPutOfSomethingElseIsTurnedDown() throws Exception {
        for (String body : new String[] {"", "no JSON", "[]", "{\"user\":\"curl\"}"}) {
            HttpResponse<String> answer = put(body);
            assertEquals(400, answer.statusCode(), body);
            assertEquals("the body must be {\"user\":\"…\",\"body\":\"…\"}", answer.body());
        }
    }

    @Test
    void aNameThatAnAttackerMadeLeadHereGetsNeitherThePageNorTheRoom() throws Exception {
        for (String request : new String[] {
            "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
            "PUT /broadcast HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
            "GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        }) {
            try (Socket socket = new Socket("127.0.0.1", chat.port())) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
                assertTrue(answer.contains("channels.hosts"), answer);
            }
        }
    }

    @Test
    void theConsoleShowsEveryEvent() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        PrintStream console = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(@Nullable String line) {
                lines.add(String.valueOf(line));
            }
        };
        chat.broadcaster().events().subscribe(new ConsoleListener(console));

        put("{\"user\":\"curl\",\"body\":\"hello\"}");
        chat.close();

        assertEquals("rooms:lobby new:msg {\"body\":\"hello\",\"user\":\"curl\"}", lines.poll(10, TimeUnit.SECONDS));
        assertEquals("the chat is over", lines.poll(10, TimeUnit.SECONDS));
    }

    private static void await(List<String> expected, BlockingQueue<List<String>> told) throws InterruptedException {
        List<String> last;
        do {
            last = told.poll(10, TimeUnit.SECONDS);
            assertNotNull(last, () -> expected + " did not come");
        } while (!last.equals(expected));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(chat.uri().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> put(String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(chat.uri().resolve("/broadcast"))
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String contentType(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("none");
    }

    private Window open() {
        return Window.open(http, chat.port());
    }
}
