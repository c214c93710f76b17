package org.garuda.channels.core.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketHeaderTest {

    @ParameterizedTest
    @CsvSource({
        "50,8132",
        "125,817d",
        "126,817e007e",
        "127,817e007f",
        "256,817e0100",
        "65535,817effff",
        "65536,817f0000000000010000",
        "1000000,817f00000000000f4240"
    })
    void aTextFrameCarriesItsLength(int length, String header) {
        int others = "[null,null,\"t\",\"e\",{\"x\":\"\"}]".length();
        Payload payload = Payload.Json.of("{\"x\":\"" + "a".repeat(length - others) + "\"}");
        Frame frame = ProtocolVersion.V2.encoder().broadcast("t", "e", payload);
        assertEquals(length, frame.length());
        checkWire(frame, header);
    }

    @ParameterizedTest
    @CsvSource({"5,8205", "125,827d", "126,827e007e", "65535,827effff", "65536,827f0000000000010000"})
    void aBinaryFrameCarriesItsLength(int length, String header) {
        byte[] data = new byte[length - 5];
        Arrays.fill(data, (byte) 3);
        Frame frame = ProtocolVersion.V2.encoder().broadcast("t", "e", new Payload.Binary(data, 0, data.length));
        assertEquals(length, frame.length());
        checkWire(frame, header);
    }

    private static void checkWire(Frame frame, String header) {
        byte[] wire = Arrays.copyOfRange(frame.array(), frame.wireOffset(), frame.array().length);
        int headerSize = header.length() / 2;
        assertEquals(header, HexFormat.of().formatHex(wire, 0, headerSize));
        assertArrayEquals(frame.payload(), Arrays.copyOfRange(wire, headerSize, wire.length));
    }
}
