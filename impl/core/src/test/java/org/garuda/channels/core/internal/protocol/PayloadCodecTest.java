package org.garuda.channels.core.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PayloadCodecTest {

    /** A payload as applications write them. */
    public record Message(String text, int number) {}

    /** Cannot be written. */
    public static final class Broken {
        public String getValue() {
            throw new IllegalStateException("no value today");
        }
    }

    private final PayloadCodec codec = new PayloadCodec();

    @AfterEach
    void close() {
        codec.close();
    }

    private String json(Object value) {
        return Frames.json(codec.encode(value));
    }

    @Test
    void recordsMapsAndJsonValuesAreWrittenAsJson() {
        assertEquals("{\"number\":7,\"text\":\"hé\"}", json(new Message("hé", 7)));
        assertEquals("{\"a\":[1,2]}", json(Map.of("a", List.of(1, 2))));
        assertEquals(
                "{\"a\":null}", json(Json.createObjectBuilder().addNull("a").build()));
        assertEquals("\"text\"", json("text"));
        assertEquals("[1,2]", json(List.of(1, 2)));
        assertEquals("null", json(JsonValue.NULL));
    }

    @Test
    void theEmptyMapIsTheEmptyObject() {
        assertSame(Payload.EMPTY_OBJECT, codec.encode(Map.of()));
    }

    @Test
    void bytesAreCopied() {
        byte[] given = {1, 2, 3};
        Payload payload = codec.encode(given);
        given[0] = 9;
        assertArrayEquals(
                new byte[] {1, 2, 3},
                assertInstanceOf(Payload.Binary.class, payload).copy());
    }

    @Test
    void aByteBufferGivesWhatRemainsAndIsLeftAsItWas() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(4).put(new byte[] {1, 2, 3, 4});
        buffer.flip().position(1);
        Payload payload = codec.encode(buffer);
        assertArrayEquals(
                new byte[] {2, 3, 4},
                assertInstanceOf(Payload.Binary.class, payload).copy());
        assertEquals(3, buffer.remaining());
    }

    @Test
    void anEncodedPayloadPassesThrough() {
        Payload payload = Payload.Json.of("{\"a\" : 1}");
        assertSame(payload, codec.encode(payload));
        assertSame(payload, codec.encodeMessage("t", "e", payload));
    }

    @Test
    void whatJsonBCannotWriteIsAnArgumentErrorThatNamesTheClass() {
        var e = assertThrows(IllegalArgumentException.class, () -> codec.encode(new Broken()));
        assertTrue(e.getMessage().contains(Broken.class.getName()), e.getMessage());
    }

    @Test
    void aMessageThatIsNoObjectIsRefusedWithTopicEventAndRemedy() {
        for (Object payload : List.of("text", 1, List.of(), true, JsonValue.NULL, Payload.Json.of(" [{}]"))) {
            var e = assertThrows(
                    IllegalArgumentException.class, () -> codec.encodeMessage("rooms:a", "new:msg", payload));
            assertTrue(
                    e.getMessage().contains("\"rooms:a\"")
                            && e.getMessage().contains("\"new:msg\"")
                            && e.getMessage().contains("Map.of("),
                    e.getMessage());
        }
    }

    @Test
    void aMessageMayBeAnObjectBehindSpacesOrBytes() {
        codec.encodeMessage("t", "e", Payload.Json.of(" \n{}"));
        codec.encodeMessage("t", "e", new byte[0]);
    }

    @Test
    void jsonIsReadBackAsItWas() {
        String text = "{\"big\":123456789012345678901234567890,\"list\":[1.50,\"\\u00e9\"],\"none\":null}";
        JsonObject object = codec.parse(Payload.Json.of(text)).asJsonObject();
        assertEquals(
                "123456789012345678901234567890", object.getJsonNumber("big").toString());
        assertEquals("é", object.getJsonArray("list").getString(1));
        assertEquals(JsonValue.NULL, object.get("none"));
        assertEquals(JsonValue.TRUE, codec.parse("true"));
    }

    @Test
    void aThousandLevelsAreReadAndWritten() {
        String text = "[".repeat(1000) + "]".repeat(1000);
        assertEquals(text, json(codec.parse(text)));
    }

    @Test
    void nestingBeyondTheProvidersLimitIsAJsonException() {
        String text = "[".repeat(100_000) + "]".repeat(100_000);
        assertThrows(JsonException.class, () -> codec.parse(text));
    }

    @Test
    void aNumberBeyondTheProvidersLimitIsAJsonException() {
        assertThrows(JsonException.class, () -> codec.parse("[" + "9".repeat(100_000) + "]"));
    }

    @Test
    void jsonIsBoundToTypes() {
        Payload.Json text = Payload.Json.of("{\"text\":\"hi\",\"number\":3}");
        assertEquals(new Message("hi", 3), codec.<Message>bind(text, Message.class));
    }

    @Test
    void whatDoesNotFitTheTypeIsAJsonbException() {
        for (String text : List.of(
                "[1]", "\"x\"", "{\"number\":\"x\"}", "{\"text\":" + "[".repeat(5000) + "]".repeat(5000) + "}")) {
            assertThrows(JsonbException.class, () -> codec.bind(Payload.Json.of(text), Message.class), text);
        }
    }
}
