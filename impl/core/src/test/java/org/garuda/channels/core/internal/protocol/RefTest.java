package org.garuda.channels.core.internal.protocol;

import static org.garuda.channels.core.internal.protocol.Frames.message;
import static org.garuda.channels.core.internal.protocol.Frames.v1;
import static org.garuda.channels.core.internal.protocol.Frames.v2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefTest {

    private static final Payload.Json EMPTY = Payload.EMPTY_OBJECT;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1\"",
                "1",
                "-1.5e3",
                "true",
                "false",
                "[1,\"2\"]",
                "{\"a\":null}",
                "\"\"",
                "\"é🦅\"",
                "\"a\\\"b\\\\c\"",
                "123456789012345678901234567890"
            })
    void aRefOfAnyTypeIsEchoedWithItsType(String ref) {
        Inbound.Message message = message(v2("[" + ref + "," + ref + ",\"t\",\"e\",{}]"));
        Frame reply = ProtocolVersion.V2.encoder().reply(message.joinRef(), message.ref(), "t", true, EMPTY);
        assertEquals("[" + ref + "," + ref + ",\"t\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]", reply.text());
        Inbound.Message old = message(v1("{\"topic\":\"t\",\"event\":\"e\",\"payload\":{},\"ref\":" + ref + "}"));
        assertEquals(
                "{\"event\":\"phx_reply\",\"payload\":{\"response\":{},\"status\":\"ok\"},\"topic\":\"t\",\"ref\":"
                        + ref + "}",
                ProtocolVersion.V1
                        .encoder()
                        .reply(null, old.ref(), "t", true, EMPTY)
                        .text());
    }

    @Test
    void nullStaysNull() {
        Inbound.Message message = message(v2("[null, null ,\"t\",\"e\",{}]"));
        assertNull(message.joinRef());
        assertNull(message.ref());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"\\u0031\"`,`\"1\"`",
                "`\"\\/\"`,`\"/\"`",
                "`\"\\u00e9\"`,`\"é\"`",
                "`\"\\ud83e\\udd85\"`,`\"🦅\"`",
                "`\"\\u000a\"`,`\"\\n\"`",
                "`\"\\u0022\"`,`\"\\\"\"`",
                "`\"\\u0001\"`,`\"\\u0001\"`",
                "`\"\\b\\f\"`,`\"\\u0008\\u000c\"`"
            })
    void stringsHaveOneSpelling(String written, String canonical) {
        assertEquals(
                canonical, message(v2("[" + written + ",null,\"t\",\"e\",{}]")).joinRef());
    }

    @Test
    void refsOfDifferentTypesDiffer() {
        assertNotEquals(
                message(v2("[1,null,\"t\",\"e\",{}]")).joinRef(),
                message(v2("[\"1\",null,\"t\",\"e\",{}]")).joinRef());
    }

    @Test
    void aBinaryRefEqualsTheSameRefInText() {
        Inbound.Message binary =
                message(FrameDecoder.binary(ProtocolVersion.V2, Frames.binaryPush("é\"", "2", "t", "e")));
        assertEquals(message(v2("[\"\\u00e9\\\"\",\"2\",\"t\",\"e\",{}]")).joinRef(), binary.joinRef());
    }
}
