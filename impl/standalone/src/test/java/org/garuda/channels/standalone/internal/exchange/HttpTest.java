package org.garuda.channels.standalone.internal.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.standalone.ServerAccess;
import org.garuda.channels.standalone.internal.fixture.LogWatch;
import org.garuda.channels.standalone.internal.fixture.PollingClient;
import org.garuda.channels.standalone.internal.fixture.RawClient;
import org.garuda.channels.standalone.internal.fixture.ServedRooms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain HTTP, as clients send it and as attackers do, over real connections. */
class HttpTest extends ServedRooms {

    /** How much faster a clock goes; the time between two sweeps must not look like a pause of the process. */
    private static final int FAST = 4;

    private Socket connect() throws IOException {
        Socket socket = new Socket(server.host(), server.port());
        socket.setSoTimeout(DEADLINE_SECONDS * 1000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Everything up to the end of the connection. */
    private static String all(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketException e) {
            all.writeBytes(" reset".getBytes(StandardCharsets.US_ASCII));
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static String until(Socket socket, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (read.indexOf(end) < 0) {
            int next = in.read();
            assertTrue(next >= 0, () -> "the connection ended after " + read);
            read.append((char) next);
        }
        return read.toString();
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return all(socket);
        }
    }

    private void othersAreServed() throws Exception {
        try (RawClient visitor = new RawClient(server, "vsn=2.0.0");
                Socket socket = connect()) {
            visitor.join("rooms:a");
            send(socket, "GET /echo HTTP/1.1\r\nHost: h\r\n\r\n");
            until(socket, "<GET >");
        }
    }

    @Test
    void requestsInOnePacketAreAnsweredInOrder() throws Exception {
        String request = "PUT /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n";
        try (Socket socket = connect()) {
            StringBuilder all = new StringBuilder();
            for (int n = 0; n < 300; n++) {
                all.append(request).append(n % 10);
            }
            send(socket, all.toString());
            for (int n = 0; n < 300; n++) {
                String answer = until(socket, ">");
                assertTrue(answer.endsWith("<PUT " + n % 10 + ">"), answer);
            }
        }
    }

    /** Nothing of the application runs for these, so that they are answered where they are read. */
    @Test
    void thousandsOfRequestsInOnePacketTakeNoDeepStack() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n".repeat(3000));
            for (int n = 0; n < 3000; n++) {
                assertTrue(until(socket, "\r\n\r\n").startsWith("HTTP/1.1 400 "));
            }
        }
    }

    @Test
    void aBodyComesWholeHoweverItIsSent() throws Exception {
        try (Socket socket = connect()) {
            for (String way : new String[] {"Content-Length: 6\r\n", "Transfer-Encoding: chunked\r\n"}) {
                String body = way.startsWith("C") ? "abcdef" : "2\r\nab\r\n4;x=y\r\ncdef\r\n0\r\nTrailer: t\r\n\r\n";
                String request = "PUT /echo HTTP/1.1\r\nHost: h\r\n" + way + "\r\n" + body;
                for (int cut = 1; cut < request.length(); cut++) {
                    send(socket, request.substring(0, cut));
                    send(socket, request.substring(cut));
                    assertTrue(until(socket, ">").endsWith("<PUT abcdef>"));
                }
            }
        }
    }

    @Test
    void whoAsksBeforeItSendsIsToldToGoOn() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "PUT /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", until(socket, "\r\n\r\n"));
            send(socket, "ok");
            assertTrue(until(socket, ">").endsWith("<PUT ok>"));
            send(socket, "PUT /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 70000\r\n\r\n");
            assertTrue(all(socket).startsWith("HTTP/1.1 413 "));
        }
    }

    @Test
    void aBodyOverTheLimitOfRoutesIs413WithAWarningThatNamesTheSetting() throws Exception {
        String head = "PUT /echo HTTP/1.1\r\nHost: h\r\nConnection: close\r\n";
        String most = "x".repeat(65_536);
        try (LogWatch log = new LogWatch()) {
            assertTrue(exchange(head + "Content-Length: 65536\r\n\r\n" + most).endsWith("x>"));
            assertEquals(List.of(), log.trouble());
            assertTrue(exchange(head + "Content-Length: 65537\r\n\r\n").startsWith("HTTP/1.1 413 "));
            String chunked = exchange(head + "Transfer-Encoding: chunked\r\n\r\n10001\r\n" + most + "x\r\n0\r\n\r\n");
            assertTrue(chunked.startsWith("HTTP/1.1 413 "), chunked);
            assertEquals(1, lines(log, "channels.limits.route-body-bytes"), log.trouble()::toString);
        }
        assertEquals(2, count(Counter.REQUEST_BODIES_TOO_BIG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n"})
    void anUpgradeWithABodyIs400BeforeTheBodyComes(String body) throws Exception {
        String answer = exchange("GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + body + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertEquals(0, count(Counter.CLIENTS_ADMITTED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 3\r\nContent-Length: 4\r\n",
                "X : 1\r\n",
                "X: 1\r\n Y: 2\r\n"
            })
    void whatTwoServersMightReadDifferentlyIs400AndTheEnd(String lines) throws Exception {
        String request = "PUT /echo HTTP/1.1\r\nHost: h\r\n";
        String answer = exchange(request + lines + "\r\n0\r\n\r\n" + request + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertEquals(answer.indexOf("HTTP/1.1"), answer.lastIndexOf("HTTP/1.1"), answer);
        assertEquals(1, count(Counter.REQUESTS_MALFORMED));
    }

    @Test
    void chunksThatAreNoneAre400() throws Exception {
        String answer =
                exchange("PUT /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }

    @Test
    void aHeadOverTheLimitIs431WithAReasonAndOneLineInTheLog() throws Exception {
        String start = "GET /echo HTTP/1.1\r\nHost: h\r\n";
        LogWatch log = new LogWatch();
        try {
            for (int n = 0; n < 3; n++) {
                String answer = exchange(start + "X: " + "x".repeat(40_000) + "\r\n\r\n");
                assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
                assertTrue(answer.contains("limit of 32768 bytes"), answer);
            }
            assertTrue(exchange(start + "X: 1\r\n".repeat(200) + "\r\n").contains("more than 200 header lines"));
            assertEquals(3, count(Counter.REQUEST_HEADS_TOO_BIG));
            assertEquals(1, count(Counter.REQUEST_HEADS_TOO_MANY_LINES));
            assertEquals(1, lines(log, "channels.limits.head-bytes"));
            assertEquals(1, lines(log, "channels.limits.head-lines"));
        } finally {
            log.close();
        }
        String large =
                start + "Connection: close\r\nX: " + "x".repeat(20_000) + "\r\n" + "Y: 1\r\n".repeat(150) + "\r\n";
        assertTrue(exchange(large).endsWith("<GET >"));
    }

    private static long lines(LogWatch log, String part) {
        return log.trouble().stream().filter(line -> line.contains(part)).count();
    }

    @Test
    void headsAndBodiesThatComeTooSlowlyAre408AndTheEnd() throws Exception {
        restart(ServerAccess.clock(rooms(SocketSettings.builder()), () -> FAST * System.nanoTime()));
        try (Socket head = connect();
                Socket body = connect()) {
            send(head, "GET /echo HTTP/1.1\r\nHo");
            send(body, "PUT /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\na");
            assertTrue(all(head).startsWith("HTTP/1.1 408 "));
            assertTrue(all(body).startsWith("HTTP/1.1 408 "));
            assertEquals(1, count(Counter.REQUEST_HEADS_OVERDUE));
            assertEquals(1, count(Counter.REQUEST_BODIES_OVERDUE));
        }
    }

    @Test
    void bodiesAndHeadsThatDoNotComeHoldUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int n = 0; n < 1000; n++) {
                Socket socket = connect();
                slow.add(socket);
                send(
                        socket,
                        n % 2 == 0
                                ? "PUT /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 50\r\n\r\na"
                                : "PUT /echo HTTP/1.1\r\nHo");
            }
            othersAreServed();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void unfinishedBodiesTogetherStayWithinTheBudgetAndTheLargestAre503() throws Exception {
        restart(rooms(SocketSettings.builder())
                .node(NodeSettings.builder().unfinishedBytes(1_000_000).build()));
        PollingClient client =
                PollingClient.start(server, HttpClient.newHttpClient()).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        List<Socket> sockets = new ArrayList<>();
        try {
            byte[] most = new byte[190_000];
            for (int n = 0; n < 10; n++) {
                Socket socket = client.begin("POST", "Content-Length: 200000\r\n");
                socket.setSoTimeout(DEADLINE_SECONDS * 1000);
                sockets.add(socket);
                socket.getOutputStream().write(most);
            }
            awaitCount(Counter.UNFINISHED_EVICTED, 5);
            assertTrue(ServerAccess.engine(server).unfinished().held() <= 1_000_000);
            othersAreServed();
            assertTrue(all(firstAnswered(sockets)).startsWith("HTTP/1.1 503 "), "nobody was told 503");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Who is silent since is told by the sweep, a second or two later. */
    private static Socket firstAnswered(List<Socket> sockets) throws InterruptedException {
        await("an answer", () -> sockets.stream().anyMatch(HttpTest::isAnswered));
        return sockets.stream().filter(HttpTest::isAnswered).findFirst().orElseThrow();
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aHeadOfNothingButEmptyLinesComesToAnEnd() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "\r\n\r\nGET /echo HTTP/1.1\r\nHost: h\r\n\r\n");
            assertTrue(until(socket, ">").endsWith("<GET >"));
        }
    }

    @Test
    void aClientThatDoesNotReadItsAnswersIsCut() throws Exception {
        restart(SocketSettings.builder().timeouts(times -> times.send(Duration.ofSeconds(1))));
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4096);
            deaf.connect(new InetSocketAddress(server.host(), server.port()));
            deaf.setSoTimeout(DEADLINE_SECONDS * 1000);
            String body = "x".repeat(4096);
            byte[] request = ("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4096\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII);
            Thread sender = new Thread(() -> {
                try {
                    // While an answer cannot be written no more is read, so that this blocks once both ways are full.
                    for (int n = 0; n < 20_000; n++) {
                        deaf.getOutputStream().write(request);
                    }
                } catch (IOException e) {
                    // It was cut, which is what this is about.
                }
            });
            sender.start();
            sender.join(DEADLINE_SECONDS * 1000);
            assertFalse(sender.isAlive(), "it is not cut");
            assertEquals(1, ServerAccess.engine(server).runtime().counters().get(Counter.ANSWERS_NOT_READ));
        }
    }
}
