package org.garuda.channels.benchmarks.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampTest {

    private static final String BODY = new String(Stamp.body("abc", 7, 1234567, 9876543210123L), UTF_8);

    private final Stamp stamp = new Stamp();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "[null,null,\"bench:0\",\"msg\",%s]",
                "[\"1\",\"2\",\"bench:0\",\"phx_reply\",{\"status\":\"ok\",\"response\":%s}]",
                "42[\"msg\",%s]",
                "MESSAGE\ndestination:/topic/bench:0\n\n%s\0",
            })
    void isReadInEveryEnvelope(String envelope) {
        byte[] text = envelope.formatted(BODY).getBytes(UTF_8);

        assertTrue(stamp.read(text, 0, text.length));
        assertEquals(7, stamp.publisher());
        assertEquals(1234567, stamp.sequence());
        assertEquals(9876543210123L, stamp.time());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "J", "\"s\":1,\"t\":2}", "{\"p\":,\"s\":1,\"t\":2}", "{\"p\":1,\"x\":1,\"t\":2}"})
    void isNotReadWhereThereIsNone(String text) {
        byte[] bytes = text.getBytes(UTF_8);

        assertFalse(stamp.read(bytes, 0, bytes.length));
    }

    @Test
    void staysWithinTheMessage() {
        byte[] text = BODY.getBytes(UTF_8);

        assertFalse(stamp.read(text, 20, text.length));
    }
}
