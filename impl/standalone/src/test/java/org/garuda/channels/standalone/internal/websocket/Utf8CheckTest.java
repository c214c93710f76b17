package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {

    private static boolean accepts(byte[] bytes, int cut) {
        Utf8Check check = new Utf8Check();
        return check.accepts(ByteBuffer.wrap(bytes, 0, cut))
                && check.accepts(ByteBuffer.wrap(bytes, cut, bytes.length - cut))
                && check.isWhole();
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Test
    void ofAllSequencesOfThreeBytesItTakesThoseThatTheDecoderTakes() {
        byte[] bytes = new byte[3];
        for (int i = 0; i < 1 << 24; i += 5) {
            bytes[0] = (byte) (i >> 16);
            bytes[1] = (byte) (i >> 8);
            bytes[2] = (byte) i;
            if (accepts(bytes, i % 4) != decodes(bytes)) {
                assertEquals(decodes(bytes), accepts(bytes, i % 4), Integer.toHexString(i));
            }
        }
    }

    @Test
    void damagedTextsAreTakenWhenTheDecoderTakesThem() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] text = "plain text of some length, é, 日本語, 🦅 and plain again".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = text.clone();
            for (int times = random.nextInt(3); times > 0; times--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertEquals(decodes(bytes), accepts(bytes, random.nextInt(bytes.length + 1)), () -> "seed " + seed);
        }
    }

    @Test
    void anotherTextBeginsAnew() {
        Utf8Check check = new Utf8Check();
        assertTrue(check.accepts(ByteBuffer.wrap(new byte[] {(byte) 0xe0})));
        assertFalse(check.isWhole());
        check.reset();
        assertTrue(check.accepts(ByteBuffer.wrap("é".getBytes(StandardCharsets.UTF_8))));
        assertTrue(check.isWhole());
    }
}
