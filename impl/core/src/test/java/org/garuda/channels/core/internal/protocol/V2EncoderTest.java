package org.garuda.channels.core.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class V2EncoderTest {

    private static final Payload.Json DATA = Payload.Json.of("{\"a\":1}");

    private final FrameEncoder encoder = ProtocolVersion.V2.encoder();

    @Test
    void aReplyHasBothRefs() {
        assertEquals(
                "[\"1\",\"2\",\"t\",\"phx_reply\",{\"response\":{\"a\":1},\"status\":\"ok\"}]",
                encoder.reply("\"1\"", "\"2\"", "t", true, DATA).text());
        assertEquals(
                "[null,null,\"t\",\"phx_reply\",{\"response\":null,\"status\":\"error\"}]",
                encoder.reply(null, null, "t", false, Payload.Json.of("null")).text());
    }

    @Test
    void aReplyAboutAnOddTopicEchoesItsJson() {
        assertEquals(
                "[\"1\",\"2\",{\"é\":1},\"phx_reply\",{\"response\":{\"a\":1},\"status\":\"ok\"}]",
                encoder.replyToOddTopic("\"1\"", "\"2\"", "{\"é\":1}", true, DATA)
                        .text());
    }

    @Test
    void aPushHasTheJoinRefAlone() {
        assertEquals(
                "[\"1\",null,\"t\",\"e\",{\"a\":1}]",
                encoder.push("\"1\"", "t", "e", DATA).text());
        assertEquals(
                "[5,null,\"t\",\"e\",{\"a\":1}]",
                encoder.push("5", "t", "e", DATA).text());
    }

    @Test
    void aBroadcastHasNoRefs() {
        assertEquals(
                "[null,null,\"t\",\"e\",{\"a\":1}]",
                encoder.broadcast("t", "e", DATA).text());
    }

    @Test
    void theEndOfAChannelHasTheJoinRefTwice() {
        assertEquals(
                "[\"1\",\"1\",\"t\",\"phx_error\",{\"a\":1}]",
                encoder.ended("\"1\"", "t", "phx_error", DATA).text());
        assertEquals(
                "[null,null,\"t\",\"phx_close\",{\"a\":1}]",
                encoder.ended(null, "t", "phx_close", DATA).text());
    }

    @Test
    void namesAndRefsAreEscapedAndInUtf8() {
        Frame frame = encoder.push("\"é🦅\"", "\"\\\t", "\u0001é🦅", DATA);
        assertFalse(frame.isBinary());
        assertEquals("[\"é🦅\",null,\"\\\"\\\\\\t\",\"\\u0001é🦅\",{\"a\":1}]", frame.text());
        assertEquals(frame.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length, frame.length());
    }

    @Test
    void aPayloadInTheMiddleOfAnArrayIsCopiedExactly() {
        byte[] around = Frames.utf8("xx{\"é\":1}yy");
        Payload payload = new Payload.Json(around, 2, around.length - 4);
        assertEquals(
                "[null,null,\"t\",\"e\",{\"é\":1}]",
                encoder.broadcast("t", "e", payload).text());
    }
}
