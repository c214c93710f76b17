package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.connection.Transport;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bytes of a client, as far as its protocol. */
class FrameReaderTest {

    private static final int LIMIT = 100_000;
    private static final int PARTS = 1000;
    private static final int UNFINISHED = 300_000;
    private static final byte[] NOTHING = {};

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final SocketSettings settings = SocketSettings.builder()
            .limits(limits -> limits.messageBytes(LIMIT).messageParts(PARTS))
            .build();
    private final ChannelEngine engine = new ChannelEngine(
            NodeSettings.builder().unfinishedBytes(UNFINISHED).build(),
            new PayloadCodec(),
            CallContext.ofCurrentClassLoader(),
            CallbackExecutor.on(Runnable::run));
    private final ChannelSocket socket =
            engine.socket(settings, List.of(Route.of(List.of("rooms:*"), new FuzzHandler())));

    @AfterEach
    void stop() {
        engine.stop(CloseReason.UNDEPLOYED);
    }

    @Test
    void aMessageIsTheSameHoweverItIsSplitIntoFramesAndHoweverItsBytesAreCut() {
        Client client = new Client().join();
        WireFrames wire = new WireFrames(random);
        for (int round = 0; round < 500; round++) {
            byte[] message = message("aé日😀".repeat(random.nextInt(round % 10 == 0 ? 2000 : 20)))
                    .getBytes(StandardCharsets.UTF_8);
            client.readInPieces(wire.message(true, message));
            assertEquals(List.of(reply(message)), client.received, () -> "fuzz.seed=" + seed);
            client.received.clear();
        }
        assertEquals(wire.pings(), client.pings, () -> "fuzz.seed=" + seed);
        assertEquals(0, engine.unfinished().held());
    }

    @Test
    void aFrameAgainstTheProtocolClosesWith1002AndNothingAfterItIsRead() {
        byte[] good = frame(0x81, message("x").getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> wrong = Map.of(
                "no mask", new byte[] {(byte) 0x81, 1, 'x'},
                "a reserved bit", frame(0xc1, NOTHING),
                "a reserved bit in a ping", frame(0xa9, NOTHING),
                "an unknown opcode", frame(0x83, NOTHING),
                "an unknown control opcode", frame(0x8b, NOTHING),
                "a ping in fragments", frame(0x09, NOTHING),
                "a ping of 126 bytes", frame(0x89, new byte[126]),
                "a continuation of nothing", frame(0x80, NOTHING),
                "a message within a message", join(frame(0x01, NOTHING), frame(0x81, NOTHING)),
                "a length below zero", new byte[] {(byte) 0x82, (byte) 0xff, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        wrong.forEach((what, bytes) -> {
            Client client = new Client().join();
            client.readInPieces(join(good, bytes, good));
            assertEquals(1, client.received.size(), what);
            assertEquals(CloseReason.PROTOCOL_ERROR, client.end(), what);
        });
        assertEquals(1002, CloseReason.PROTOCOL_ERROR.code());
    }

    @Test
    void aTextThatIsNoUtf8ClosesWith1007() {
        byte[] halfPair = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
        byte[] cut = {'"', (byte) 0xe6, (byte) 0x97};
        for (byte[] bytes : List.of(
                frame(0x81, halfPair),
                frame(0x81, cut),
                join(frame(0x01, cut), frame(0x80, new byte[] {'"'})),
                join(frame(0x01, cut), frame(0x80, NOTHING)),
                frame(0x01, new byte[] {(byte) 0xff}))) {
            Client client = new Client();
            client.readInPieces(bytes);
            assertEquals(CloseReason.INVALID_UTF8, client.end(), Arrays.toString(bytes));
        }
        assertEquals(1007, CloseReason.INVALID_UTF8.code());
        assertEquals(0, engine.unfinished().held());
    }

    /** Tyrus used to end it with "Buffer overflow" when anything came behind it. */
    @Test
    void aTextOfExactlyTheLimitIsTakenWithWhatComesBehindIt() {
        Client client = new Client().join();
        byte[] largest = message("x".repeat(LIMIT - message("").length())).getBytes(StandardCharsets.UTF_8);
        byte[] small = message("y").getBytes(StandardCharsets.UTF_8);
        assertEquals(LIMIT, largest.length);
        client.read(join(frame(0x81, largest), frame(0x81, small)));
        client.readInPieces(join(frame(0x81, largest), frame(0x81, small)));
        assertEquals(List.of(reply(largest), reply(small), reply(largest), reply(small)), client.received);
    }

    @Test
    void aFrameOverTheLimitClosesWith1009ByItsHeader() {
        Client client = new Client().join();
        client.readInPieces(join(
                frame(0x81, message("x").getBytes(StandardCharsets.UTF_8)),
                Arrays.copyOf(frame(0x82, new byte[LIMIT + 1]), 14)));
        assertEquals(1, client.received.size());
        assertEquals(CloseReason.TOO_BIG, client.end());
    }

    /** 30,000 of them behind a large part held everybody up for 20 s: each copied the large part. */
    @Test
    void emptyContinuationsHoldNothingAndAreBounded() {
        Client client = new Client();
        client.read(frame(0x02, new byte[LIMIT - 1]));
        long held = engine.unfinished().held();
        assertTrue(held <= LIMIT, held + " held");
        for (int i = 1; i < PARTS; i++) {
            client.read(frame(0x00, NOTHING));
        }
        assertEquals(held, engine.unfinished().held());
        assertEquals(null, client.end());
        client.read(frame(0x00, NOTHING));
        assertEquals(CloseReason.TOO_MANY_PARTS, client.end());
        assertEquals(0, engine.unfinished().held());
    }

    @Test
    void anUnfinishedFrameHoldsAboutWhatHasComeOfIt() {
        Client client = new Client();
        byte[] frame = frame(0x82, new byte[LIMIT]);
        client.read(Arrays.copyOf(frame, 14));
        assertEquals(0, engine.unfinished().held());
        client.read(Arrays.copyOfRange(frame, 14, 1014));
        assertEquals(1000, engine.unfinished().held());
        client.read(Arrays.copyOfRange(frame, 1014, 80_014));
        assertTrue(engine.unfinished().held() <= LIMIT);
        client.protocol.gone();
        assertEquals(0, engine.unfinished().held());
    }

    /** All of them but for the last byte used to end the whole process for want of memory. */
    @Test
    void unfinishedFramesOfAllClientsAreBoundedTogetherAndTheLargestAreClosedWith1013() {
        Client small = new Client().join();
        byte[] message = message("hello").getBytes(StandardCharsets.UTF_8);
        byte[] wire = frame(0x81, message);
        small.read(Arrays.copyOf(wire, 20));
        byte[] large = Arrays.copyOf(frame(0x82, new byte[LIMIT]), LIMIT);
        for (int i = 0; i < 30; i++) {
            new Client().readInPieces(large.clone());
            assertTrue(engine.unfinished().held() <= UNFINISHED);
        }
        long closed = engine.runtime().counters().get(Counter.CLOSED_UNFINISHED_BYTES);
        assertTrue(closed >= 27, closed + " closed");
        small.read(Arrays.copyOfRange(wire, 20, wire.length));
        assertEquals(List.of(reply(message)), small.received);
    }

    private static String message(String text) {
        return "[\"1\",\"2\",\"rooms:1\",\"echo\",{\"a\":\"" + text + "\"}]";
    }

    private static String reply(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        String payload = text.substring(text.indexOf('{'), text.length() - 1);
        return "[\"1\",\"2\",\"rooms:1\",\"phx_reply\",{\"response\":" + payload + ",\"status\":\"ok\"}]";
    }

    private static byte[] frame(int first, byte[] payload) {
        return WireFrames.frame(first, 0x01020304, payload);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A client without a connection, whose bytes are read as a connection's would be. */
    private final class Client implements Transport, FrameReader.Controls {
        final ProtocolSession protocol = ((HandshakeResult.Accepted)
                        socket.acceptWebSocket(new HandshakeRequest("vsn=2.0.0", Map.of(), null, null)))
                .session();
        final List<String> received = new ArrayList<>();
        int pings;
        private final FrameReader reader = new FrameReader(protocol, this);

        Client() {
            protocol.opened(this);
        }

        Client join() {
            read(frame(0x81, "[\"1\",\"1\",\"rooms:1\",\"phx_join\",{}]".getBytes(StandardCharsets.UTF_8)));
            assertEquals(1, received.size());
            received.clear();
            return this;
        }

        void read(byte[] bytes) {
            ByteBuffer data = ByteBuffer.wrap(bytes);
            reader.read(data, bytes.length);
            assertTrue(reader.isFinished() || !data.hasRemaining(), "bytes were left over");
        }

        void readInPieces(byte[] bytes) {
            int most = random.nextBoolean() ? 10 : 10_000;
            for (int at = 0; at < bytes.length; ) {
                int size = Math.min(bytes.length - at, 1 + random.nextInt(most));
                read(Arrays.copyOfRange(bytes, at, at + size));
                at += size;
            }
        }

        CloseReason end() {
            return protocol.outbox().end();
        }

        @Override
        public void ping(byte[] payload) {
            pings++;
        }

        @Override
        public void close(byte[] payload) {
            throw new AssertionError("nobody said goodbye");
        }

        @Override
        public void wake() {
            for (Frame frame = protocol.outbox().poll(0);
                    frame != null;
                    frame = protocol.outbox().poll(0)) {
                received.add(frame.text());
            }
        }

        @Override
        public void abort(CloseReason reason) {
            protocol.gone();
        }
    }
}
