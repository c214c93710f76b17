package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ServerAccess;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.garuda.channels.standalone.internal.fixture.TestClient;
import org.junit.jupiter.api.Test;

/** A client that joins and then reads nothing, on a real connection. */
class StuckClientTest {

    private static final Map<String, String> PAYLOAD = Map.of("body", "x".repeat(32 * 1024));
    private static final String FRAME = "[null,null,\"rooms:a\",\"msg\",{\"body\":\"" + "x".repeat(32 * 1024) + "\"}]";

    @Test
    void aClientThatStopsReadingIsClosedAndTheOthersMissNothing() throws Exception {
        SocketSettings config = SocketSettings.builder()
                .outbox(outbox -> outbox.bytes(256 * 1024).age(Duration.ofSeconds(2)))
                .build();
        try (ChannelServer server = ChannelServer.builder()
                        .port(0)
                        .socket(config)
                        .handler(new RoomHandler())
                        .start();
                TestClient reader = new TestClient(server).join("rooms:a");
                Socket stuck = joinAndReadNoMore(server)) {
            assertEquals(2, server.broadcaster().subscribers("rooms:a"));
            int sent = 0;
            while (server.broadcaster().subscribers("rooms:a") > 1) {
                assertTrue(sent < 2000, "64 MB were taken for a client that reads nothing");
                server.broadcaster().broadcast("rooms:a", "msg", PAYLOAD);
                reader.expect(FRAME);
                sent++;
            }
            assertEquals(1, ServerAccess.engine(server).runtime().counters().get(Counter.CLOSED_SLOW));
            server.broadcaster().broadcast("rooms:a", "msg", Map.of("n", 1));
            reader.expect("[null,null,\"rooms:a\",\"msg\",{\"n\":1}]");
            assertTrue(isCut(stuck));
        }
    }

    /** Whether the connection ends, after what the kernel still holds. */
    private static boolean isCut(Socket socket) throws Exception {
        socket.setSoTimeout(10_000);
        byte[] buffer = new byte[64 * 1024];
        InputStream in = socket.getInputStream();
        try {
            while (in.read(buffer) >= 0) {
                // On to the end.
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // Reset.
        }
        return true;
    }

    private static Socket joinAndReadNoMore(ChannelServer server) throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(server.host(), server.port()));
        OutputStream out = socket.getOutputStream();
        out.write(
                ("GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        byte[] join = "[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]".getBytes(StandardCharsets.US_ASCII);
        out.write(0x81);
        out.write(0x80 | join.length);
        out.write(new byte[4]); // A mask of zeros.
        out.write(join);
        out.flush();
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("phx_reply") < 0) {
            head.append((char) in.read());
        }
        return socket;
    }
}
