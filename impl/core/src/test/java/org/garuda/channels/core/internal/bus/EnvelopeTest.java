package org.garuda.channels.core.internal.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final NodeId NODE = new NodeId(0x0102030405060708L, 0x090a0b0c);

    /** Written down when version 1 was made. A node of any later release has to read them, and to write them like this. */
    private static final String BROADCAST =
            "470101000102030405060708090a0b0cac02" + "07726f6f6d733a31" + "076e65773a6d7367" + "00" + "7b2261223a317d";

    private static final String BEAT = "470104000102030405060708090a0b0c07" + "2a" + "0000000100000400";
    private static final String LAST_OF_THREE_PARTS = "470101010102030405060708090a0b0c050203" + "ff";

    @Test
    void aBroadcastOfVersionOneIsWrittenAsItWasRecorded() {
        byte[] body = new BodyWriter(64)
                .text("rooms:1")
                .text("new:msg")
                .oneByte(0)
                .bytes("{\"a\":1}".getBytes(StandardCharsets.UTF_8), 0, 7)
                .toBytes();
        assertHex(BROADCAST, Envelope.write(Kind.BROADCAST, NODE, 300, 0, 1, body, 0, body.length));
    }

    @Test
    void aBeatOfVersionOneIsWrittenAsItWasRecorded() {
        byte[] body = new BodyWriter(16).number(42).fixed(0x100000400L).toBytes();
        assertHex(BEAT, Envelope.write(Kind.BEAT, NODE, 7, 0, 1, body, 0, body.length));
    }

    @Test
    void aPartOfVersionOneIsWrittenAsItWasRecorded() {
        assertHex(
                LAST_OF_THREE_PARTS, Envelope.write(Kind.BROADCAST, NODE, 5, 2, 3, new byte[] {0, (byte) 0xff}, 1, 2));
    }

    @Test
    void recordedMessagesOfVersionOneAreRead() throws Exception {
        Envelope broadcast = Envelope.read(HexFormat.of().parseHex(BROADCAST));
        assertEquals(Kind.BROADCAST, broadcast.kind());
        assertEquals(NODE, broadcast.node());
        assertEquals(300, broadcast.number());
        assertEquals(1, broadcast.parts());
        BodyReader body = broadcast.body();
        assertEquals("rooms:1", body.text());
        assertEquals("new:msg", body.text());
        assertEquals(0, body.oneByte());
        assertEquals(7, body.left());

        BodyReader beat = Envelope.read(HexFormat.of().parseHex(BEAT)).body();
        assertEquals(42, beat.number());
        assertEquals(0x100000400L, beat.fixed());

        Envelope part = Envelope.read(HexFormat.of().parseHex(LAST_OF_THREE_PARTS));
        assertEquals(2, part.part());
        assertEquals(3, part.parts());
        assertEquals(1, part.body().left());
    }

    @Test
    void everyKindHasTheCodeThatItWasGiven() {
        StringBuilder codes = new StringBuilder();
        for (Kind kind : Kind.values()) {
            codes.append(kind).append('=').append(kind.code()).append(' ');
        }
        assertEquals(
                "BROADCAST=1 DISCONNECT=2 HELLO=3 BEAT=4 BYE=5 DELTA=6 WANT=7 MORE=8 SNAP=9 LONG_POLL=10"
                        + " LONG_POLL_ANSWER=11 LONG_POLL_FATE=12 ",
                codes.toString());
    }

    @Test
    void aMessageOfALaterVersionOrKindIsUnknownAndNotMalformed() {
        assertEquals(Envelope.Refusal.UNKNOWN, refusal(BEAT.replaceFirst("^4701", "4702")));
        assertEquals(Envelope.Refusal.UNKNOWN, refusal(BEAT.replaceFirst("^470104", "4701c8")));
        assertEquals(Envelope.Refusal.UNKNOWN, refusal(BEAT.replaceFirst("^47010400", "47010402")));
    }

    @Test
    void whatIsNoMessageIsMalformed() {
        assertEquals(Envelope.Refusal.MALFORMED, refusal(""));
        assertEquals(Envelope.Refusal.MALFORMED, refusal("48" + BEAT.substring(2)));
        assertEquals(Envelope.Refusal.MALFORMED, refusal(BEAT.substring(0, 30)));
        assertEquals(Envelope.Refusal.MALFORMED, refusal(LAST_OF_THREE_PARTS.replace("050203", "050303")));
        assertEquals(Envelope.Refusal.MALFORMED, refusal(BEAT.substring(0, 32) + "ffffffffffffffffffff"));
    }

    @Test
    void nobodyCanWriteBytesThatReadingDoesNotSurvive() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = HexFormat.of().parseHex(i % 2 == 0 ? BROADCAST : LAST_OF_THREE_PARTS);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                BodyReader body = Envelope.read(bytes).body();
                body.text();
                body.text();
                body.count();
                body.node();
            } catch (Envelope.RefusedException | MalformedMessageException e) {
                // As it should be; anything else fails the test.
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(bytes), e);
            }
        }
    }

    private static Envelope.Refusal refusal(String hex) {
        return assertThrows(
                        Envelope.RefusedException.class,
                        () -> Envelope.read(HexFormat.of().parseHex(hex)))
                .refusal();
    }

    private static void assertHex(String expected, byte[] bytes) {
        assertEquals(expected, HexFormat.of().formatHex(bytes));
        assertArrayEquals(HexFormat.of().parseHex(expected), bytes);
    }
}
