package org.garuda.channels.core.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class V1EncoderTest {

    private static final Payload.Json DATA = Payload.Json.of("{\"a\":1}");
    private static final Payload.Binary BYTES = new Payload.Binary(new byte[] {1, 2}, 0, 2);

    private final FrameEncoder encoder = ProtocolVersion.V1.encoder();

    @Test
    void aReplyHasTheRequestsRefAndNoJoinRef() {
        assertEquals(
                "{\"event\":\"phx_reply\",\"payload\":{\"response\":{\"a\":1},\"status\":\"ok\"},\"topic\":\"t\",\"ref\":\"2\"}",
                encoder.reply("\"1\"", "\"2\"", "t", true, DATA).text());
        assertEquals(
                "{\"event\":\"phx_reply\",\"payload\":{\"response\":[],\"status\":\"error\"},\"topic\":\"t\",\"ref\":null}",
                encoder.reply(null, null, "t", false, Payload.Json.of("[]")).text());
    }

    @Test
    void aReplyAboutAnOddTopicEchoesItsJson() {
        assertEquals(
                "{\"event\":\"phx_reply\",\"payload\":{\"response\":{\"a\":1},\"status\":\"error\"},\"topic\":[1,\"é\"],\"ref\":3}",
                encoder.replyToOddTopic(null, "3", "[1,\"é\"]", false, DATA).text());
    }

    @Test
    void pushesAndBroadcastsHaveTheRefNull() {
        String expected = "{\"event\":\"e\",\"payload\":{\"a\":1},\"topic\":\"t\",\"ref\":null}";
        assertEquals(expected, encoder.push("\"1\"", "t", "e", DATA).text());
        assertEquals(expected, encoder.broadcast("t", "e", DATA).text());
    }

    @Test
    void theEndOfAChannelHasTheJoinRefAsRef() {
        assertEquals(
                "{\"event\":\"phx_close\",\"payload\":{\"a\":1},\"topic\":\"t\",\"ref\":\"7\"}",
                encoder.ended("\"7\"", "t", "phx_close", DATA).text());
        assertEquals(
                "{\"event\":\"phx_error\",\"payload\":{\"a\":1},\"topic\":\"t\",\"ref\":null}",
                encoder.ended(null, "t", "phx_error", DATA).text());
    }

    @Test
    void namesAreEscaped() {
        assertEquals(
                "{\"event\":\"a\\\"b\\\\\",\"payload\":{\"a\":1},\"topic\":\"\\n\\u0000é🦅\",\"ref\":null}",
                encoder.broadcast("\n\u0000é🦅", "a\"b\\", DATA).text());
    }

    @Test
    void framesAreText() {
        assertFalse(encoder.broadcast("t", "e", DATA).isBinary());
    }

    @Test
    void bytesCannotBeSentToAV1Client() {
        assertThrows(UnencodableException.class, () -> encoder.reply(null, "1", "t", true, BYTES));
        assertThrows(UnencodableException.class, () -> encoder.push(null, "t", "e", BYTES));
        var e = assertThrows(UnencodableException.class, () -> encoder.broadcast("rooms:a", "e", BYTES));
        assertTrue(e.getMessage().contains("\"rooms:a\"") && e.getMessage().contains("vsn=2.0.0"), e.getMessage());
    }
}
