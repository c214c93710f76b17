package org.garuda.channels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnEventTest {

    /** A payload of an application. */
    public record Text(String text) {}

    @Test
    void anEventWithoutPayloadHasTheEmptyObject() {
        ChannelEvent event = ChannelEvent.of("t", "e");
        assertEquals("t", event.topic());
        assertEquals("e", event.event());
        assertEquals(JsonValue.EMPTY_JSON_OBJECT, event.payload());
        assertFalse(event.isBinary());
    }

    @Test
    void aPayloadIsReadAsJsonOrAsAnyType() {
        ChannelEvent event = ChannelEvent.of("t", "e", Map.of("text", "hi"));
        assertEquals("hi", event.payload().asJsonObject().getString("text"));
        assertEquals(new Text("hi"), event.payload(Text.class));
        assertThrows(IllegalStateException.class, event::bytes);
    }

    @Test
    void bytesAreCopiedAndAreNoJson() {
        byte[] given = {1, 2};
        ChannelEvent event = ChannelEvent.of("t", "e", given);
        assertTrue(event.isBinary());
        assertArrayEquals(given, event.bytes());
        assertNotSame(given, event.bytes());
        assertThrows(IllegalStateException.class, event::payload);
        ByteBuffer buffer = ByteBuffer.wrap(given);
        assertArrayEquals(given, ChannelEvent.of("t", "e", buffer).bytes());
        assertEquals(2, buffer.remaining());
    }

    @Test
    void itHasNoRefs() {
        assertEquals(JsonValue.NULL, ChannelEvent.of("t", "e").ref());
        assertEquals(JsonValue.NULL, ChannelEvent.of("t", "e").joinRef());
    }
}
