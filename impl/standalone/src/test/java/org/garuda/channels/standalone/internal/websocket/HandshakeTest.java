package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.standalone.ChannelServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandshakeTest {

    private static final String UPGRADE =
            "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

    private ChannelServer server;

    @BeforeEach
    void start() {
        server = ChannelServer.builder().port(0).handler(new Bouncer()).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aHandshakeIsAccepted() throws IOException {
        assertEquals(101, status("GET", "?vsn=2.0.0", UPGRADE));
    }

    @Test
    void aTrailingSlashIsAccepted() throws IOException {
        assertEquals(101, status("GET", "/?vsn=2.0.0", UPGRADE));
    }

    @Test
    void theConnectionHeaderMayTakeSeveralLines() throws IOException {
        String lines = UPGRADE.replace("keep-alive, Upgrade", "keep-alive\r\nConnection: Upgrade");
        assertEquals(101, status("GET", "?vsn=2.0.0", lines));
    }

    @Test
    void anUnknownVersionOfTheProtocolIs403() throws IOException {
        assertEquals(403, status("GET", "?vsn=3.0.0", UPGRADE));
    }

    @Test
    void anotherVersionOfWebSocketIs426WithTheOneWeSpeak() throws IOException {
        String answer = exchange("GET", "?vsn=2.0.0", UPGRADE.replace("13", "8"));
        assertTrue(answer.startsWith("HTTP/1.1 426"), answer);
        assertTrue(answer.toLowerCase().contains("sec-websocket-version: 13"), answer);
    }

    @Test
    void aRequestThatIsNoHandshakeIs400() throws IOException {
        assertEquals(400, status("GET", "?vsn=2.0.0", ""));
        assertEquals(400, status("POST", "?vsn=2.0.0", UPGRADE + "Content-Length: 0\r\n"));
        assertEquals(400, status("GET", "?vsn=2.0.0", UPGRADE.replace("AAAAAAAAAAAAAAAAAAAAAA==", "abc")));
    }

    @Test
    void aPageOfAnotherHostIs403ByDefault() throws IOException {
        assertEquals(403, status("GET", "?vsn=2.0.0", UPGRADE + "Origin: https://evil.example\r\n"));
        assertEquals(101, status("GET", "?vsn=2.0.0", UPGRADE + "Origin: http://127.0.0.1:8080\r\n"));
    }

    @Test
    void aHandlerRefusesWithItsOwnStatus() throws IOException {
        assertEquals(429, status("GET", "?vsn=2.0.0&status=429", UPGRADE));
        assertEquals(403, status("GET", "?vsn=2.0.0&status=403", UPGRADE));
    }

    @Test
    void aHandlerMaySayWhyItRefuses() throws IOException {
        try (Socket socket = new Socket(server.host(), server.port())) {
            String head = exchange(socket, "GET", "?vsn=2.0.0&status=402&reason=not%20paid", UPGRADE);
            assertTrue(head.startsWith("HTTP/1.1 402"), head);
            assertTrue(head.toLowerCase().contains("content-type: text/plain"), head);
            assertEquals("not paid", new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim());
        }
        try (Socket socket = new Socket(server.host(), server.port())) {
            String head = exchange(socket, "GET", "?vsn=2.0.0&status=402", UPGRADE);
            assertTrue(head.toLowerCase().contains("content-length: 0"), head);
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void aHandlerThatThrowsIs500() throws IOException {
        assertEquals(500, status("GET", "?vsn=2.0.0&status=none", UPGRADE));
    }

    @Test
    void aRefusalSaysThatItClosesTheConnectionAndDoes() throws IOException {
        try (Socket socket = new Socket(server.host(), server.port())) {
            String answer = exchange(socket, "GET", "?vsn=9.0.0", UPGRADE);
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
            assertTrue(answer.toLowerCase().contains("connection: close"), answer);
            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void compressionIsNotNegotiated() throws IOException {
        String answer = exchange("GET", "?vsn=2.0.0", UPGRADE + "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 101"), answer);
        assertTrue(!answer.toLowerCase().contains("extensions"), answer);
    }

    private int status(String method, String rest, String headers) throws IOException {
        return Integer.parseInt(exchange(method, rest, headers).split(" ")[1]);
    }

    private String exchange(String method, String rest, String headers) throws IOException {
        try (Socket socket = new Socket(server.host(), server.port())) {
            return exchange(socket, method, rest, headers);
        }
    }

    private static String exchange(Socket socket, String method, String rest, String headers) throws IOException {
        socket.setSoTimeout(10_000);
        String request = method + " /socket/websocket" + rest + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after \"" + head + "\"");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Refuses as the query says. */
    private static final class Bouncer implements ChannelHandler {
        @Override
        public void connect(ChannelHandshake handshake) {
            handshake
                    .parameter("status")
                    .map(Integer::parseInt)
                    .ifPresent(status -> handshake
                            .parameter("reason")
                            .ifPresentOrElse(
                                    reason -> handshake.refuse(status, reason), () -> handshake.refuse(status)));
        }

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }
    }
}
