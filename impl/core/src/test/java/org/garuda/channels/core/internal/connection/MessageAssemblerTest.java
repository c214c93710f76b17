package org.garuda.channels.core.internal.connection;

import static org.garuda.channels.core.internal.fixture.TestClient.reply;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.garuda.channels.config.ClientLimits;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private static TestEngine engine(Consumer<ClientLimits.Builder> limits) {
        return TestEngine.with().socket(settings -> settings.limits(limits)).start();
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String echo(String ref, String payload) {
        return "[\"1\",\"" + ref + "\",\"rooms:a\",\"echo\",{\"text\":\"" + payload + "\"}]";
    }

    private static String echoed(String ref, String payload) {
        return reply("1", ref, "rooms:a", "{\"text\":\"" + payload + "\"}", "ok");
    }

    @Test
    void aMessageIsTheSameHoweverItIsCut() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (TestEngine engine = engine(limits -> {})) {
            TestClient client = engine.connect().join("1", "rooms:a");
            MessageAssembler assembler = new MessageAssembler(client.protocol);
            for (int round = 0; round < 300; round++) {
                String payload = "aé日😀".repeat(random.nextInt(200));
                String text = echo("r" + round, payload);
                if (random.nextBoolean()) {
                    for (int at = 0; at < text.length(); ) {
                        int end = Math.min(text.length(), at + random.nextInt(60));
                        assembler.text(text.substring(at, end), end == text.length());
                        at = end;
                    }
                } else {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    for (int at = 0; at < bytes.length; ) {
                        int size = Math.min(bytes.length - at, random.nextInt(60));
                        assembler.text(ByteBuffer.wrap(bytes, at, size), at + size == bytes.length);
                        at += size;
                    }
                }
                assertEquals(
                        1,
                        client.transport.take().stream()
                                .filter(echoed("r" + round, payload)::equals)
                                .count(),
                        "seed " + seed + ", round " + round);
            }
            assertEquals(0, engine.engine.unfinished().held());
        }
    }

    @Test
    void emptyPartsHoldNothingAndTooManyPartsCloseWith1009() {
        try (TestEngine engine = engine(limits -> limits.messageParts(1000))) {
            TestClient client = engine.connect();
            MessageAssembler assembler = new MessageAssembler(client.protocol);
            for (int i = 0; i < 1000; i++) {
                assembler.binary(EMPTY, false);
            }
            assertEquals(0, assembler.gathered());
            client.gets().isOpen();
            assembler.binary(EMPTY, false);
            client.gets().isClosed(CloseReason.TOO_MANY_PARTS);
            assertEquals(1009, CloseReason.TOO_MANY_PARTS.code());
            assertEquals(1, engine.count(Counter.CLOSED_TOO_MANY_PARTS));
        }
    }

    /** It used to copy all that was gathered for each part: 320,000 parts of one byte held up everybody for 20 s. */
    @Test
    void whatIsGatheredGrowsByDoubling() {
        try (TestEngine engine = engine(limits -> limits.messageParts(400_000))) {
            MessageAssembler assembler = new MessageAssembler(engine.connect().protocol);
            int allocations = 0;
            int before = 0;
            for (int i = 0; i < 320_000; i++) {
                assembler.binary(ByteBuffer.wrap(new byte[] {1}), false);
                allocations += assembler.gathered() == before ? 0 : 1;
                before = assembler.gathered();
            }
            assertTrue(allocations < 20, allocations + " allocations");
            assertEquals(assembler.gathered(), engine.engine.unfinished().held());
        }
    }

    @Test
    void aMessageOverTheLimitClosesWith1009BeforeItIsWhole() {
        try (TestEngine engine = engine(limits -> limits.messageBytes(100))) {
            TestClient client = engine.connect();
            MessageAssembler assembler = new MessageAssembler(client.protocol);
            assembler.text("x".repeat(60), false);
            assembler.text("x".repeat(41), false);
            client.gets().isClosed(CloseReason.TOO_BIG);
            assertEquals(0, assembler.gathered());
            assertEquals(0, engine.engine.unfinished().held());
        }
    }

    @Test
    void aTextOfExactlyTheLimitIsTaken() {
        String text = echo("2", "x".repeat(500));
        try (TestEngine engine = engine(limits -> limits.messageBytes(text.length()))) {
            TestClient client = engine.connect().join("1", "rooms:a");
            MessageAssembler assembler = new MessageAssembler(client.protocol);
            assembler.text(text.substring(0, 100), false);
            assembler.text(text.substring(100), true);
            client.gets(echoed("2", "x".repeat(500)));
        }
    }

    /** 300 clients that hold a message back each used to end the whole process for want of memory. */
    @Test
    void unfinishedMessagesOfAllClientsAreBoundedTogetherAndTheLargestIsClosedWith1013() {
        try (TestEngine engine =
                TestEngine.with().node(node -> node.unfinishedBytes(100_000)).start()) {
            TestClient small = engine.connect().join("1", "rooms:a");
            MessageAssembler ofSmall = new MessageAssembler(small.protocol);
            String text = echo("2", "hello");
            ofSmall.text(text.substring(0, 20), false);
            int closed = 0;
            for (int i = 0; i < 30; i++) {
                TestClient greedy = engine.connect();
                MessageAssembler assembler = new MessageAssembler(greedy.protocol);
                assembler.binary(ByteBuffer.allocate(30_000), false);
            }
            closed = (int) engine.count(Counter.CLOSED_UNFINISHED_BYTES);
            assertTrue(closed >= 26, closed + " closed");
            assertTrue(engine.engine.unfinished().held() <= 100_000, "over the limit");
            ofSmall.text(text.substring(20), true);
            small.gets(echoed("2", "hello"));
            assertEquals(1013, CloseReason.UNFINISHED_BYTES.code());
        }
    }

    @Test
    void aClosedConnectionLetsGoOfWhatItGathered() {
        try (TestEngine engine = engine(limits -> {})) {
            MessageAssembler assembler = new MessageAssembler(engine.connect().protocol);
            assembler.text(utf8("x".repeat(1000)), false);
            assembler.close();
            assertEquals(0, engine.engine.unfinished().held());
            assembler.text(utf8("x".repeat(1000)), false);
            assertEquals(0, engine.engine.unfinished().held());
        }
    }

    /** A client that sends a frame slowly used to cost a core: all that had come was copied for each piece of it. */
    @Test
    void aFrameThatComesInPiecesGrowsByDoublingUpToItsAnnouncedLength() {
        try (TestEngine engine = engine(limits -> {})) {
            TestClient client = engine.connect().join("1", "rooms:a");
            MessageAssembler assembler = new MessageAssembler(client.protocol);
            byte[] text = echo("2", "x".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
            assertTrue(assembler.begin(text.length, true));
            assertEquals(0, engine.engine.unfinished().held());
            int allocations = 0;
            int before = 0;
            for (int at = 0; at < text.length; at += 300) {
                assertTrue(assembler.add(ByteBuffer.wrap(text, at, Math.min(300, text.length - at))));
                assertTrue(assembler.gathered() <= text.length);
                allocations += assembler.gathered() == before ? 0 : 1;
                before = assembler.gathered();
                assertEquals(before, engine.engine.unfinished().held());
            }
            assertTrue(allocations < 20, allocations + " allocations");
            byte[] message = assembler.end();
            assertArrayEquals(text, message);
            assertEquals(0, engine.engine.unfinished().held());
            assertEquals(0, assembler.gathered());
        }
    }

    /** Whoever sends 80 parts in 80 seconds is not silent. */
    @Test
    void eachPartIsASignOfLife() {
        try (TestEngine engine = engine(limits -> {})) {
            TestClient client = engine.connect();
            MessageAssembler assembler = new MessageAssembler(client.protocol);
            for (int i = 0; i < 8; i++) {
                engine.pass(Duration.ofSeconds(50));
                assembler.text("x", false);
                client.gets().isOpen();
            }
            engine.pass(Duration.ofSeconds(61));
            client.gets().isClosed(CloseReason.IDLE);
            assertEquals(0, engine.engine.unfinished().held(), "kept for a client that has ended");
        }
    }
}
