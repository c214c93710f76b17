package org.garuda.channels.jakarta.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.websocket.EncodeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.FrameEncoder;
import org.garuda.channels.core.internal.protocol.Inbound;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.junit.jupiter.api.Test;

/** The codecs as containers make them: by their public constructors, and without {@code init}. */
class CodecsTest {

    private static final FrameEncoder V2 = ProtocolVersion.V2.encoder();

    @Test
    void aDecoderThatWasNeverInitialisedKnowsBothVersions() {
        for (String text : new String[] {
            "[null,\"1\",\"a\",\"e\",{}]", " {\"topic\":\"a\",\"event\":\"e\",\"payload\":{},\"ref\":\"1\"}"
        }) {
            Inbound.Message message = assertInstanceOf(Inbound.Message.class, new TextFrameDecoder().decode(text));
            assertEquals("a", message.topic());
            assertEquals("e", message.event());
        }
    }

    @Test
    void aDecoderOfOneVersionDoesNotTakeTheOther() {
        String v1 = "{\"topic\":\"a\",\"event\":\"e\",\"payload\":{},\"ref\":\"1\"}";
        assertInstanceOf(Inbound.Malformed.class, new TextFrameDecoder(ProtocolVersion.V2).decode(v1));
    }

    @Test
    void nothingMakesADecoderThrow() {
        assertInstanceOf(Inbound.Malformed.class, new TextFrameDecoder().decode(null));
        assertInstanceOf(Inbound.Malformed.class, new BinaryFrameDecoder().decode((ByteBuffer) null));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            String text = new String(noise, StandardCharsets.ISO_8859_1);
            assertTrue(new TextFrameDecoder().willDecode(text));
            assertInstanceOf(Inbound.class, new TextFrameDecoder().decode(text), () -> "seed " + seed);
            assertInstanceOf(
                    Inbound.class, new BinaryFrameDecoder().decode(ByteBuffer.wrap(noise)), () -> "seed " + seed);
        }
    }

    @Test
    void aBinaryDecoderKeepsNothingOfTheContainersBuffer() {
        byte[] buffer = {0, 1, 1, 1, 1, '1', '2', 'a', 'e', 7};
        Inbound.Message message =
                assertInstanceOf(Inbound.Message.class, new BinaryFrameDecoder().decode(ByteBuffer.wrap(buffer)));
        buffer[9] = 8;
        Payload.Binary payload = assertInstanceOf(Payload.Binary.class, message.payload());
        assertEquals(7, payload.array()[payload.offset()]);
    }

    @Test
    void anEncoderThatWasNeverInitialisedEncodes() throws EncodeException {
        Frame text = V2.broadcast("a", "e", Payload.EMPTY_OBJECT);
        assertEquals("[null,null,\"a\",\"e\",{}]", new TextFrameEncoder().encode(text));
        Frame binary = V2.broadcast("a", "e", new Payload.Binary(new byte[] {9}, 0, 1));
        assertEquals(ByteBuffer.wrap(new byte[] {2, 1, 1, 'a', 'e', 9}), new BinaryFrameEncoder().encode(binary));
        assertThrows(EncodeException.class, () -> new TextFrameEncoder().encode(binary));
        assertThrows(EncodeException.class, () -> new BinaryFrameEncoder().encode(text));
    }
}
