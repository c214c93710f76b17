package org.garuda.channels.core.internal.protocol;

import static org.garuda.channels.core.internal.protocol.Frames.json;
import static org.garuda.channels.core.internal.protocol.Frames.malformed;
import static org.garuda.channels.core.internal.protocol.Frames.message;
import static org.garuda.channels.core.internal.protocol.Frames.utf8;
import static org.garuda.channels.core.internal.protocol.Frames.v1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class V1TextFrameTest {

    @Test
    void keysMayComeInAnyOrderAndJoinRefMayBeAbsent() {
        Inbound.Message message =
                message(v1(" { \"ref\" : \"2\", \"payload\" : [1], \"event\":\"e\",\"topic\":\"t\"} "));
        assertNull(message.joinRef());
        assertEquals("\"2\"", message.ref());
        assertEquals("t", message.topic());
        assertEquals("e", message.event());
        assertEquals("[1]", json(message.payload()));
    }

    @Test
    void joinRefIsTaken() {
        String frame = "{\"join_ref\":7,\"ref\":null,\"payload\":{},\"event\":\"e\",\"topic\":\"t\"}";
        assertEquals("7", message(v1(frame)).joinRef());
    }

    @Test
    void extraKeysAreIgnoredButMustBeJson() {
        String frame = "{\"ref\":1,\"extra\":%s,\"payload\":{},\"event\":\"e\",\"topic\":\"t\"}";
        message(v1(frame.formatted("{\"topic\":\"other\"}")));
        malformed(v1(frame.formatted("oops")));
    }

    @Test
    void ofAKeyGivenTwiceTheFirstCounts() {
        Inbound.Message message = message(v1("{\"topic\":\"a\",\"topic\":\"b\",\"event\":\"c\",\"event\":\"d\","
                + "\"ref\":null,\"ref\":2,\"payload\":1,\"payload\":2,\"join_ref\":null,\"join_ref\":3}"));
        assertEquals("a", message.topic());
        assertEquals("c", message.event());
        assertNull(message.ref());
        assertNull(message.joinRef());
        assertEquals("1", json(message.payload()));
    }

    @Test
    void keysAreKnownInWhateverSpelling() {
        String frame = "{\"\\u0074opic\":\"t\",\"event\":\"e\",\"payload\":{},\"r\\u0065f\":null}";
        assertEquals("t", message(v1(frame)).topic());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "1",
                "null",
                "{\"event\":\"e\",\"payload\":{},\"ref\":null}",
                "{\"topic\":\"t\",\"payload\":{},\"ref\":null}",
                "{\"topic\":\"t\",\"event\":\"e\",\"ref\":null}",
                "{\"topic\":\"t\",\"event\":\"e\",\"payload\":{}}",
                "{\"topic\":\"t\",\"event\":\"e\",\"payload\":{},\"ref\":null",
                "{\"topic\":\"t\",\"event\":\"e\",\"payload\":{},\"ref\":null,}",
                "{\"topic\":\"t\",\"event\":\"e\",\"payload\":{},\"ref\":null}{}",
                "{7:1,\"topic\":\"t\",\"event\":\"e\",\"payload\":{},\"ref\":null}",
                "[null,\"1\",\"t\",\"e\",{}]"
            })
    void anythingElseIsMalformed(String text) {
        malformed(v1(text));
    }

    @Test
    void binaryFramesCarryTheSameJson() {
        byte[] frame = utf8("{\"topic\":\"t\",\"event\":\"é\",\"payload\":{},\"ref\":\"1\"}");
        assertEquals(
                "é", message(FrameDecoder.binary(ProtocolVersion.V1, frame)).event());
    }

    @Test
    void aV2PushOnV1IsMalformed() {
        malformed(FrameDecoder.binary(ProtocolVersion.V1, Frames.binaryPush("1", "2", "t", "e", (byte) 1)));
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        byte[] frame = utf8("{\"topic\":\"t\",\"event\":\"?\",\"payload\":{},\"ref\":\"1\"}");
        frame[22] = (byte) 0xff;
        malformed(FrameDecoder.binary(ProtocolVersion.V1, frame));
    }
}
