package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ServerAccess;
import org.garuda.channels.standalone.internal.fixture.LogWatch;
import org.garuda.channels.standalone.internal.fixture.Pace;
import org.garuda.channels.standalone.internal.fixture.RawClient;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What RFC 6455 says about frames, on a real connection; {@link FrameReaderTest} knows the rest. */
class WebSocketProtocolTest {

    private static final String HEARTBEAT = "[null,\"h\",\"phoenix\",\"heartbeat\",{}]";
    private static final String ANSWER = "[null,\"h\",\"phoenix\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]";
    private static final int PINGS = 200_000;

    private final LogWatch log = new LogWatch();

    @AfterEach
    void giveLogBack() {
        log.close();
    }

    private static ChannelServer server(SocketSettings config) throws Exception {
        return ChannelServer.builder()
                .port(0)
                .socket(config)
                .handler(new RoomHandler())
                .start();
    }

    @Test
    void aFrameWithoutAMaskClosesWith1002() throws Exception {
        try (ChannelServer server = server(SocketSettings.defaults());
                RawClient client = new RawClient(server, "vsn=2.0.0")) {
            client.raw(new byte[] {(byte) 0x81, 2, '[', ']'});
            assertEquals("close 1002", client.read());
            assertEquals("end", client.read());
            assertEquals(1, ServerAccess.engine(server).runtime().counters().get(Counter.CLOSED_PROTOCOL_ERROR));
        }
        assertEquals(List.of(), log.trouble());
    }

    @Test
    void aGoodbyeIsAnsweredAndAWrongOneWithItsFault() throws Exception {
        try (ChannelServer server = server(SocketSettings.defaults())) {
            assertEquals("close 1000", answerToGoodbye(server, new byte[] {0x03, (byte) 0xe8}));
            assertEquals("close 1000", answerToGoodbye(server, new byte[0]));
            assertEquals("close 4000", answerToGoodbye(server, new byte[] {0x0f, (byte) 0xa0, 'b', 'y', 'e'}));
            assertEquals("close 1002", answerToGoodbye(server, new byte[] {0x03}));
            assertEquals("close 1002", answerToGoodbye(server, new byte[] {0x03, (byte) 0xed}));
            assertEquals("close 1007", answerToGoodbye(server, new byte[] {0x03, (byte) 0xe8, (byte) 0xff}));
            assertEquals("close 1000", answerToGoodbye(server, largestGoodbye()));
        }
        assertEquals(List.of(), log.trouble());
    }

    private static byte[] largestGoodbye() {
        byte[] payload = new byte[125];
        Arrays.fill(payload, (byte) 'x');
        payload[0] = 0x03;
        payload[1] = (byte) 0xe8;
        return payload;
    }

    private static String answerToGoodbye(ChannelServer server, byte[] payload) throws Exception {
        try (RawClient client = new RawClient(server, "vsn=2.0.0")) {
            return client.frame(0x88, payload).read();
        }
    }

    @Test
    void aTextOfTwoMebibytesIsTakenWithWhatComesBehindItInTheSameWrite() throws Exception {
        int size = SocketSettings.defaults().limits().messageBytes();
        String before = "[\"1\",\"2\",\"rooms:a\",\"echo\",{\"a\":\"";
        String filling = "x".repeat(size - before.length() - 3);
        byte[] largest = WireFrames.frame(0x81, 7, (before + filling + "\"}]").getBytes(StandardCharsets.UTF_8));
        byte[] next = WireFrames.frame(0x81, 9, HEARTBEAT.getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(largest, largest.length + next.length);
        System.arraycopy(next, 0, both, largest.length, next.length);
        try (ChannelServer server = server(SocketSettings.defaults());
                RawClient client = new RawClient(server, "vsn=2.0.0").join("rooms:a")) {
            client.raw(both);
            client.expect("[\"1\",\"2\",\"rooms:a\",\"phx_reply\",{\"response\":{\"a\":\"" + filling
                            + "\"},\"status\":\"ok\"}]")
                    .expect(ANSWER);
        }
        assertEquals(List.of(), log.trouble());
    }

    /** Pongs used to pile up without bound for a client that did not read. */
    @Test
    void ofPingsThatWaitOnlyTheNewestIsAnswered() throws Exception {
        try (ChannelServer server = server(SocketSettings.defaults());
                RawClient client = new RawClient(server, "vsn=2.0.0")) {
            ByteBuffer batch = ByteBuffer.allocate(1000 * 131);
            for (int i = 1; i <= PINGS; i++) {
                batch.put(WireFrames.frame(0x89, i, payload(i).getBytes(StandardCharsets.US_ASCII)));
                if (!batch.hasRemaining()) {
                    client.raw(batch.array());
                    batch.clear();
                }
            }
            client.text(HEARTBEAT);
            int pongs = 0;
            String last = "";
            for (String next = client.read(); !next.equals(ANSWER); next = client.read()) {
                last = next;
                pongs++;
            }
            assertEquals(payload(PINGS), last);
            assertTrue(pongs < PINGS / 2, pongs + " pongs");
        }
    }

    private static String payload(int number) {
        return String.format("%0125d", number);
    }

    /** Idle is who sends nothing at all: not who uploads slowly, and not who only sends pings or pongs. */
    @Test
    void anyByteIsASignOfLife() throws Exception {
        SocketSettings config = SocketSettings.builder()
                .timeouts(timeouts -> timeouts.idle(Duration.ofSeconds(3)))
                .build();
        byte[] upload = WireFrames.frame(0x81, 5, (HEARTBEAT + " ".repeat(200)).getBytes(StandardCharsets.UTF_8));
        Pace.keep(Duration.ofMillis(250), Duration.ofMillis(2500), pace -> {
            try (ChannelServer server = server(config);
                    RawClient slow = new RawClient(server, "vsn=2.0.0");
                    RawClient ponging = new RawClient(server, "vsn=2.0.0")) {
                int steps = 30;
                for (int i = 0; i < steps; i++) {
                    slow.raw(Arrays.copyOfRange(upload, i * 7, i < steps - 1 ? i * 7 + 7 : upload.length));
                    ponging.frame(0x8a, new byte[0]);
                    pace.pause();
                }
                slow.expect(ANSWER);
                ponging.text(HEARTBEAT).expect(ANSWER);
            }
        });
    }
}
