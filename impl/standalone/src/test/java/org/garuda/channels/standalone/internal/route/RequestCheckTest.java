package org.garuda.channels.standalone.internal.route;

import static org.garuda.channels.standalone.internal.fixture.RawRequest.UPGRADE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.garuda.channels.config.Hosts;
import org.garuda.channels.config.HttpSettings;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.Proxies;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.HttpResponse;
import org.garuda.channels.standalone.ServerAccess;
import org.garuda.channels.standalone.internal.fixture.RawRequest;
import org.garuda.channels.standalone.internal.fixture.Witness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Which hosts and pages are answered at all, and who the client is behind a proxy: on the wire, for everything that the
 * port serves.
 */
class RequestCheckTest {

    private final Witness witness = new Witness();
    private final AtomicInteger routed = new AtomicInteger();
    private ChannelServer server;

    private void start(Consumer<HttpSettings.Builder> http) {
        start(http, settings -> settings);
    }

    private void start(Consumer<HttpSettings.Builder> http, UnaryOperator<SocketSettings.Builder> socket) {
        server = ChannelServer.builder()
                .port(0)
                .node(NodeSettings.builder().http(http).build())
                .socket(socket.apply(SocketSettings.builder()).build())
                .handler(witness)
                .http("/route", request -> {
                    routed.incrementAndGet();
                    return HttpResponse.text(
                            200,
                            request.remoteAddress() + " " + (request.isSecure() ? "https" : "http") + " "
                                    + request.header("Host").orElse("").replaceFirst(":[0-9]+$", ""));
                })
                .staticFiles("META-INF")
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRefusedPageIsToldTheSettingThatLetsItIn() throws IOException {
        start(http -> {});
        String answer = ask(
                "GET",
                "/socket/websocket?vsn=2.0.0",
                UPGRADE + "Host: 127.0.0.1\r\nOrigin: https://app.example\r\n",
                "");
        assertStatus(403, answer);
        assertTrue(answer.toLowerCase().contains("\r\ncontent-type: text/plain"), answer);
        assertTrue(answer.contains("origin \"https://app.example\" may not connect"), answer);
        assertTrue(answer.contains("name it in channels.origins"), answer);
    }

    @Test
    void aPageOfAnotherDevelopmentServerComesIn() throws IOException {
        start(http -> {});
        assertStatus(
                101,
                ask(
                        "GET",
                        "/socket/websocket?vsn=2.0.0",
                        UPGRADE + "Host: 127.0.0.1:4000\r\nOrigin: http://localhost:5173\r\n",
                        ""));
        assertTrue(ask("GET", "/socket/longpoll?vsn=2.0.0", "Host: [::1]:4000\r\nOrigin: http://localhost:5173\r\n", "")
                .contains("\"status\":410"));
    }

    @Test
    void aNameThatAnAttackerMadeLeadHereGetsNothingFromAnyHandshakeOrRoute() throws IOException {
        start(http -> http.hosts(Hosts.loopback()));
        String rebound = "Host: evil.example\r\nOrigin: http://evil.example\r\n";
        assertStatus(403, ask("GET", "/socket/websocket?vsn=2.0.0", UPGRADE + rebound, ""));
        String poll = ask("GET", "/socket/longpoll?vsn=2.0.0", rebound, "");
        assertStatus(200, poll);
        assertTrue(poll.contains("{\"status\":403,"), poll);
        assertFalse(poll.toLowerCase().contains("access-control-allow-origin"), poll);
        for (String path : new String[] {"/route", "/beans.xml", "/nothing", "/socket/other"}) {
            String answer = ask("GET", path, rebound, "");
            assertStatus(403, answer);
            assertTrue(answer.contains("channels.hosts"), answer);
        }
        String post = ask("PUT", "/route", rebound + "Content-Length: 5\r\n", "hello");
        assertStatus(403, post);
        assertEquals(7, ServerAccess.engine(server).runtime().counters().get(Counter.HOSTS_REFUSED));
        for (String name : new String[] {"localhost:" + server.port(), "127.0.0.1", "[::1]:80"}) {
            assertStatus(200, ask("GET", "/route", "Host: " + name + "\r\n", ""));
            assertStatus(200, ask("GET", "/beans.xml", "Host: " + name + "\r\n", ""));
        }
    }

    @Test
    void aTransportThatIsOffDoesNotJudgeTheHostByItself() throws IOException {
        start(http -> http.hosts(Hosts.loopback()), settings -> settings.longPoll(poll -> poll.enabled(false)));
        for (String path : new String[] {"/socket/longpoll?vsn=2.0.0", "/socket/longpoll/", "/socket/longpoll/a.txt"}) {
            String answer = ask("GET", path, "Host: evil.example\r\n", "");
            assertStatus(403, answer);
            assertTrue(answer.contains("channels.hosts"), answer);
            assertStatus(404, ask("GET", path, "Host: localhost\r\n", ""));
        }
        assertEquals(3, ServerAccess.engine(server).runtime().counters().get(Counter.HOSTS_REFUSED));
    }

    @Test
    void aRequestIsJudgedBeforeItsBodyAndNoPartOfThatReachesARoute() throws IOException {
        start(http -> http.hosts(Hosts.loopback()).proxies(Proxies.of("127.0.0.1")));
        String chunks = "5\r\nhello\r\n5\r\nworld\r\n0\r\n\r\n";
        String chunked = "Transfer-Encoding: chunked\r\n";
        assertStatus(200, ask("PUT", "/route", "Host: localhost\r\n" + chunked, chunks));
        assertEquals(1, routed.get());
        assertStatus(403, ask("PUT", "/route", "Host: evil.example\r\n" + chunked, chunks));
        assertStatus(400, ask("PUT", "/route", "Host: localhost\r\nX-Forwarded-For: x\r\n" + chunked, chunks));
        assertEquals(1, routed.get());
        assertEquals(1, ServerAccess.engine(server).runtime().counters().get(Counter.HOSTS_REFUSED));
    }

    @Test
    void aTrustedProxyTellsWhoTheClientIsAndWhatItAskedFor() throws IOException {
        start(http -> http.proxies(Proxies.of("127.0.0.1")));
        String[] kinds = {
            "Forwarded: for=192.0.2.1, for=\"203.0.113.9:4711\";proto=https;host=chat.example\r\n",
            "X-Forwarded-For: 192.0.2.1, 203.0.113.9\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: chat.example\r\n"
        };
        for (String kind : kinds) {
            String proxied = "Host: backend:4000\r\n" + kind;
            assertTrue(ask("GET", "/route", proxied, "").endsWith("203.0.113.9 https chat.example"));
            assertTrue(ask("PUT", "/route", proxied + "Content-Length: 5\r\n", "hello")
                    .contains("203.0.113.9 https chat.example"));
            String page = UPGRADE + proxied + "Origin: https://chat.example\r\n";
            assertStatus(101, ask("GET", "/socket/websocket?vsn=2.0.0", page, ""));
            assertEquals("203.0.113.9 chat.example", witness.last);
            assertTrue(ask("GET", "/socket/longpoll?vsn=2.0.0", proxied, "").contains("\"status\":410"));
            assertEquals("203.0.113.9 chat.example", witness.last);
            assertStatus(
                    403, ask("GET", "/socket/websocket?vsn=2.0.0", page.replace("https://chat", "https://evil"), ""));
        }
    }

    @Test
    void whatAnUntrustedPeerSaysOfItselfCountsForNothing() throws IOException {
        start(http -> http.proxies(Proxies.of("10.0.0.0/8")).hosts(Hosts.loopback()));
        String forged = "X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\n";
        assertTrue(ask("GET", "/route", "Host: localhost\r\n" + forged, "").endsWith("127.0.0.1 http localhost"));
        assertStatus(101, ask("GET", "/socket/websocket?vsn=2.0.0", UPGRADE + "Host: localhost\r\n" + forged, ""));
        assertEquals("127.0.0.1 localhost", witness.last);
        assertStatus(403, ask("GET", "/route", "Host: evil.example\r\nX-Forwarded-Host: localhost\r\n", ""));
    }

    @Test
    void theSessionsOfAnAddressAreThoseOfTheClientAndNotOfTheProxy() throws IOException {
        start(
                http -> http.proxies(Proxies.of("127.0.0.1")),
                settings -> settings.longPoll(poll -> poll.sessionsPerAddress(1)));
        String first = "Host: a\r\nX-Forwarded-For: 203.0.113.1\r\n";
        assertTrue(ask("GET", "/socket/longpoll?vsn=2.0.0", first, "").contains("\"status\":410"));
        assertTrue(ask("GET", "/socket/longpoll?vsn=2.0.0", first.replace("For: ", "For: 192.0.2.1, "), "")
                .contains("\"status\":403"));
        assertTrue(ask("GET", "/socket/longpoll?vsn=2.0.0", first.replace("113.1", "113.2"), "")
                .contains("\"status\":410"));
    }

    @Test
    void aProxyThatCannotBeUnderstoodIsToldSo() throws IOException {
        start(http -> http.proxies(Proxies.of("127.0.0.1")));
        for (String path : new String[] {"/route", "/socket/longpoll?vsn=2.0.0"}) {
            String answer = ask("GET", path, "Host: a\r\nX-Forwarded-For: nonsense\r\n", "");
            assertStatus(400, answer);
            assertTrue(answer.contains("channels.proxies"), answer);
        }
        assertStatus(400, ask("GET", "/socket/websocket?vsn=2.0.0", UPGRADE + "Host: a\r\nForwarded: for=\"\r\n", ""));
        assertEquals(3, ServerAccess.engine(server).runtime().counters().get(Counter.FORWARDING_UNREADABLE));
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    private String ask(String method, String target, String headers, String body) throws IOException {
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(10_000);
            return RawRequest.ask(socket, method, target, headers, body);
        }
    }
}
