package org.garuda.channels.benchmarks.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerFramesTest {

    private final List<String> heard = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ServerFrames frames = new ServerFrames(new ServerFrames.Listener() {
        @Override
        public void text(byte[] array, int from, int to) {
            heard.add(new String(array, from, to - from, UTF_8));
        }

        @Override
        public void ping(byte[] payload) {
            heard.add("ping " + new String(payload, UTF_8));
        }

        @Override
        public void closing(int code) {
            heard.add("close " + code);
        }

        @Override
        public void broken(String why) {
            heard.add("broken");
        }

        @Override
        public boolean isListening() {
            return true;
        }
    });

    @Test
    void messagesOfEverySizeAreReadByteByByte() {
        List<String> texts = List.of("", "a", "b".repeat(125), "c".repeat(126), "d".repeat(65_535), "e".repeat(65_536));
        texts.forEach(text -> frame(0x81, text));
        byte[] all = bytes.toByteArray();
        int at = 0;
        for (int to = 1; to <= all.length; to += to < 1000 ? 1 : 1000) {
            at = frames.read(all, at, to);
        }
        assertEquals(all.length, frames.read(all, at, all.length));

        assertEquals(texts, heard);
    }

    @Test
    void fragmentsAreJoinedAroundAPing() {
        frame(0x01, "one ");
        frame(0x89, "now");
        frame(0x00, "two ");
        frame(0x80, "three");

        assertEquals(List.of("ping now", "one two three"), readAll());
    }

    @Test
    void aCloseTellsItsCode() {
        bytes.writeBytes(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xf4});
        frame(0x88, "");

        assertEquals(List.of("close 1012", "close 1005"), readAll());
    }

    @Test
    void aMaskedFrameOfAServerIsBroken() {
        bytes.writeBytes(new byte[] {(byte) 0x81, (byte) 0x80, 1, 2, 3, 4});

        assertEquals(List.of("broken"), readAll());
    }

    @Test
    void whatAClientSendsIsMaskedAndOtherwiseTheSame() {
        ClientFrames out = new ClientFrames();
        out.add(ClientFrames.TEXT, "hello".getBytes(UTF_8));
        byte[] sent = out.toArray();

        assertEquals(0x81, sent[0] & 0xff);
        assertEquals(0x80 | 5, sent[1] & 0xff);
        byte[] payload = Arrays.copyOfRange(sent, 6, 11);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= sent[2 + i % 4];
        }
        assertEquals("hello", new String(payload, UTF_8));
    }

    private List<String> readAll() {
        byte[] all = bytes.toByteArray();
        frames.read(all, 0, all.length);
        return heard;
    }

    private void frame(int first, String text) {
        byte[] payload = text.getBytes(UTF_8);
        bytes.write(first);
        if (payload.length < 126) {
            bytes.write(payload.length);
        } else if (payload.length < 65_536) {
            bytes.write(126);
            bytes.write(payload.length >> 8);
            bytes.write(payload.length);
        } else {
            bytes.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                bytes.write((int) ((long) payload.length >> shift));
            }
        }
        bytes.writeBytes(payload);
    }
}
