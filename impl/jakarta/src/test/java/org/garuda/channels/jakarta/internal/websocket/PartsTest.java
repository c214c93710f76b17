package org.garuda.channels.jakarta.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.connection.MessageAssembler;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.handshake.Headers;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartsTest {

    private static final int LIMIT = 1000;
    private static final int PARTS = 2000;
    private static final SocketSettings CONFIG = SocketSettings.builder()
            .limits(limits -> limits.messageBytes(LIMIT).messageParts(PARTS))
            .build();

    @NonBlocking
    static final class Echo implements ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }

        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            conn.push(event);
        }
    }

    private final ChannelEngine engine = new ChannelEngine(
            NodeSettings.defaults(),
            new PayloadCodec(),
            CallContext.ofCurrentClassLoader(),
            CallbackExecutor.on(Runnable::run));
    private final FakeSession fake = new FakeSession();
    private final ProtocolSession protocol = ((HandshakeResult.Accepted)
                    engine.socket(CONFIG, List.of(Route.of(new Echo())))
                            .acceptWebSocket(new HandshakeRequest("vsn=2.0.0", new Headers().toMap(), null, null)))
            .session();
    private final MessageAssembler assembler = new MessageAssembler(protocol);
    private final TextParts text = new TextParts(protocol, assembler);
    private final BinaryParts binary = new BinaryParts(protocol, assembler);

    PartsTest() {
        protocol.opened(new WebSocketTransport(fake.session, protocol, Runnable::run, 1));
        text.onMessage("[\"1\",\"1\",\"a\",\"phx_join\",{}]", true);
        fake.sent.clear();
    }

    @AfterEach
    void stop() {
        protocol.gone();
        engine.stop(CloseReason.UNDEPLOYED);
    }

    private static String message(int size) {
        String frame = "[\"1\",\"2\",\"a\",\"e\",{\"é\":\"\"}]";
        return frame.replace("\"\"}", "\"" + "x".repeat(size - frame.getBytes(StandardCharsets.UTF_8).length) + "\"}");
    }

    private static String pushed(String message) {
        return message.replace("\"2\"", "null");
    }

    @Test
    void textInPartsOfAnySizeIsOneMessage() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String message = message(900);
        for (int round = 0; round < 200; round++) {
            int at = 0;
            while (at < message.length()) {
                int size = Math.min(random.nextInt(400), message.length() - at);
                boolean last = at + size == message.length() && random.nextBoolean();
                text.onMessage(message.substring(at, at + size), last);
                at += size;
                if (at == message.length() && !last) {
                    text.onMessage("", true);
                }
            }
            assertEquals(List.of(pushed(message)), fake.sent, () -> "seed " + seed);
            fake.sent.clear();
        }
    }

    @Test
    void bytesInPartsOfAnySizeAreOneMessage() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] data = new byte[900];
        random.nextBytes(data);
        ByteBuffer message = ByteBuffer.allocate(9 + data.length)
                .put(new byte[] {0, 1, 1, 1, 1, '1', '2', 'a', 'e'})
                .put(data);
        for (int round = 0; round < 200; round++) {
            int at = 0;
            while (at < message.capacity()) {
                int size = Math.min(1 + random.nextInt(400), message.capacity() - at);
                ByteBuffer part = message.duplicate().position(at).limit(at + size);
                at += size;
                binary.onMessage(part, at == message.capacity());
            }
            assertEquals(1, fake.sent.size(), () -> "seed " + seed);
            assertEquals(
                    "00010101" + "31" + "61" + "65" + java.util.HexFormat.of().formatHex(data),
                    fake.sent.get(0),
                    () -> "seed " + seed);
            fake.sent.clear();
        }
    }

    @Test
    void aMessageOfExactlyTheLimitPasses() {
        text.onMessage(message(LIMIT), true);
        text.onMessage(message(LIMIT).substring(0, 500), false);
        text.onMessage(message(LIMIT).substring(500), true);
        assertEquals(2, fake.sent.size());
    }

    @Test
    void textOverTheLimitEndsTheClientBeforeItIsWhole() {
        text.onMessage(message(LIMIT).substring(0, 500), false);
        text.onMessage("x".repeat(501), false);
        assertTooBig();
        text.onMessage("x".repeat(501), false);
        text.onMessage(message(100), true);
        assertEquals(List.of(), fake.sent);
    }

    @Test
    void textWhoseBytesAreOverTheLimitEndsTheClientThoughItsCharsAreNot() {
        text.onMessage(message(LIMIT).replace("xx", "éx"), true);
        assertTooBig();
    }

    @Test
    void bytesOverTheLimitEndTheClientBeforeTheyAreWhole() {
        binary.onMessage(ByteBuffer.allocate(LIMIT), false);
        binary.onMessage(ByteBuffer.allocate(1), false);
        assertTooBig();
        binary.onMessage(ByteBuffer.allocate(LIMIT), false);
        assertEquals(List.of(), fake.sent);
    }

    /** Each empty part used to copy all that was gathered. */
    @Test
    void emptyPartsHoldNothingAndAreBounded() {
        binary.onMessage(ByteBuffer.allocate(LIMIT), false);
        long held = engine.unfinished().held();
        for (int i = 1; i < PARTS; i++) {
            binary.onMessage(ByteBuffer.allocate(0), false);
        }
        assertEquals(held, engine.unfinished().held());
        assertEquals(0, fake.closes.get());
        binary.onMessage(ByteBuffer.allocate(0), false);
        assertEquals(1009, fake.closed.join().getCloseCode().getCode());
        assertEquals(1, engine.runtime().counters().get(Counter.CLOSED_TOO_MANY_PARTS));
    }

    @Test
    void whatAClientGatheredIsLetGoWhenItEnds() {
        text.onMessage(message(LIMIT).substring(0, 500), false);
        protocol.gone();
        assertEquals(0, engine.unfinished().held());
    }

    private void assertTooBig() {
        assertEquals(1009, fake.closed.join().getCloseCode().getCode());
        assertEquals(1, engine.runtime().counters().get(Counter.CLOSED_TOO_BIG));
    }
}
