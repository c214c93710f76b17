package org.garuda.channels.core.internal.protocol;

import static org.garuda.channels.core.internal.protocol.Frames.binary;
import static org.garuda.channels.core.internal.protocol.Frames.binaryPush;
import static org.garuda.channels.core.internal.protocol.Frames.malformed;
import static org.garuda.channels.core.internal.protocol.Frames.message;
import static org.garuda.channels.core.internal.protocol.Frames.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class V2BinaryFrameTest {

    private static Inbound decode(byte... frame) {
        return FrameDecoder.binary(ProtocolVersion.V2, frame);
    }

    private static byte[] data(Inbound.Message message) {
        return assertInstanceOf(Payload.Binary.class, message.payload()).copy();
    }

    @Test
    void aPushHasJoinRefRefTopicEventAndData() {
        Inbound.Message message = message(decode(binaryPush("1", "22", "rooms:é", "ev", (byte) 1, (byte) -1)));
        assertEquals("\"1\"", message.joinRef());
        assertEquals("\"22\"", message.ref());
        assertEquals("rooms:é", message.topic());
        assertEquals("ev", message.event());
        assertArrayEquals(new byte[] {1, -1}, data(message));
    }

    @Test
    void emptyDataIsFine() {
        assertEquals(0, data(message(decode(binaryPush("1", "2", "t", "e")))).length);
    }

    @Test
    void emptyPartsAreEmptyStringsAndNotNull() {
        Inbound.Message message = message(decode(binaryPush("", "", "", "")));
        assertEquals("\"\"", message.joinRef());
        assertEquals("\"\"", message.ref());
        assertEquals("", message.topic());
        assertEquals("", message.event());
    }

    @Test
    void partsOf255BytesAreRead() {
        String part = "x".repeat(255);
        Inbound.Message message = message(decode(binaryPush(part, part, part, part, (byte) 7)));
        assertEquals(part, message.topic());
        assertArrayEquals(new byte[] {7}, data(message));
    }

    @Test
    void refsWithQuotesBecomeProperJson() {
        assertEquals(
                "\"a\\\"b\\\\\"",
                message(decode(binaryPush("a\"b\\", "2", "t", "e"))).joinRef());
    }

    @Test
    void anEmptyFrameIsMalformed() {
        malformed(decode());
    }

    @Test
    void everyTruncatedHeaderIsMalformed() {
        byte[] frame = binaryPush("1", "2", "topic", "event");
        for (int i = 0; i < frame.length; i++) {
            malformed(decode(Arrays.copyOf(frame, i)));
        }
        message(decode(frame));
    }

    @Test
    void sizesBeyondTheFrameAreMalformed() {
        malformed(decode((byte) 0, (byte) 255, (byte) 255, (byte) 255, (byte) 255, (byte) 'x'));
        malformed(decode((byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 1));
    }

    @Test
    void aFirstByteOtherThanZeroIsMalformed() {
        for (int kind = 1; kind < 256; kind++) {
            malformed(decode(binary(kind, utf8("data"), "1", "2", "t", "e")));
        }
    }

    @Test
    void jsonInABinaryFrameIsMalformed() {
        malformed(decode(utf8("[\"1\",\"1\",\"t\",\"e\",{}]")));
    }

    @Test
    void partsThatAreNotUtf8AreMalformed() {
        byte[] frame = binaryPush("1", "2", "t", "e");
        for (int i = 5; i < frame.length; i++) {
            byte[] broken = frame.clone();
            broken[i] = (byte) 0xc3;
            malformed(decode(broken));
        }
    }

    @Test
    void dataMayBeAnyBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        assertArrayEquals(all, data(message(decode(binaryPush("1", "2", "t", "e", all)))));
    }
}
