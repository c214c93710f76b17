package org.garuda.channels.core.internal.protocol;

import static org.garuda.channels.core.internal.protocol.Frames.binary;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BinaryEncoderTest {

    private static final byte[] DATA = {9, 0, -1};
    private static final Payload.Binary BYTES = new Payload.Binary(new byte[] {7, 9, 0, -1, 7}, 1, 3);
    private static final String LONGEST = "é".repeat(127) + "x";
    private static final String TOO_LONG = "é".repeat(128);

    private final FrameEncoder encoder = ProtocolVersion.V2.encoder();

    @Test
    void aPushHasJoinRefTopicAndEvent() {
        Frame frame = encoder.push("\"1\"", "rooms:é", "ev", BYTES);
        assertTrue(frame.isBinary());
        assertArrayEquals(binary(0, DATA, "1", "rooms:é", "ev"), frame.payload());
    }

    @Test
    void aReplyHasRefsTopicAndStatus() {
        assertArrayEquals(
                binary(1, DATA, "1", "2", "t", "ok"),
                encoder.reply("\"1\"", "\"2\"", "t", true, BYTES).payload());
        assertArrayEquals(
                binary(1, DATA, "", "", "t", "error"),
                encoder.reply(null, null, "t", false, BYTES).payload());
    }

    @Test
    void aBroadcastHasTopicAndEvent() {
        assertArrayEquals(
                binary(2, DATA, "t", "e"), encoder.broadcast("t", "e", BYTES).payload());
    }

    @Test
    void refsAreWrittenAsTheirTextOrElseAsJson() {
        assertArrayEquals(
                binary(1, DATA, "a\"b\\é", "17", "t", "ok"),
                encoder.reply("\"a\\\"b\\\\é\"", "17", "t", true, BYTES).payload());
    }

    @Test
    void emptyDataIsFine() {
        assertArrayEquals(
                binary(2, new byte[0], "t", "e"),
                encoder.broadcast("t", "e", new Payload.Binary(DATA, 3, 0)).payload());
    }

    @Test
    void partsMayHave255Bytes() {
        assertEquals(
                3 + 255 + 255 + 3, encoder.broadcast(LONGEST, LONGEST, BYTES).length());
        assertEquals(
                5 + 3 * 255 + 2 + 3,
                encoder.reply('"' + LONGEST + '"', '"' + LONGEST + '"', LONGEST, true, BYTES)
                        .length());
    }

    @Test
    void partsOf256BytesAreRefusedByName() {
        refused("topic", () -> encoder.broadcast(TOO_LONG, "e", BYTES));
        refused("event", () -> encoder.broadcast("t", TOO_LONG, BYTES));
        refused("topic", () -> encoder.push(null, TOO_LONG, "e", BYTES));
        refused("event", () -> encoder.push(null, "t", TOO_LONG, BYTES));
        refused("join_ref", () -> encoder.push('"' + TOO_LONG + '"', "t", "e", BYTES));
        refused("ref", () -> encoder.reply(null, '"' + TOO_LONG + '"', "t", true, BYTES));
        refused("join_ref", () -> encoder.reply("1".repeat(256), null, "t", true, BYTES));
    }

    private static void refused(String part, Runnable encoding) {
        var e = assertThrows(UnencodableException.class, encoding::run);
        assertTrue(e.getMessage().contains(" " + part + " of 256 bytes"), e.getMessage());
    }
}
