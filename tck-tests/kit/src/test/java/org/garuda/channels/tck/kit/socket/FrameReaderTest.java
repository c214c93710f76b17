package org.garuda.channels.tck.kit.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    @Test
    void framesOfEverySizeAreReadWhateverPiecesTheyArriveIn() {
        for (int piece : new int[] {1, 7, 4096, Integer.MAX_VALUE}) {
            FrameReader reader = new FrameReader();
            List<Integer> sizes = new ArrayList<>();
            for (int size : new int[] {0, 1, 125, 126, 65_535, 65_536, 3}) {
                byte[] bytes =
                        unmasked(true, 0, WebSocketFrame.BINARY, pattern(size)).encode();
                for (int at = 0; at < bytes.length; at += Math.min(piece, bytes.length)) {
                    reader.add(Arrays.copyOfRange(bytes, at, (int) Math.min((long) at + piece, bytes.length)));
                    reader.next().ifPresent(frame -> {
                        assertArrayEquals(pattern(frame.payload().length), frame.payload());
                        sizes.add(frame.payload().length);
                    });
                }
            }
            assertEquals(List.of(0, 1, 125, 126, 65_535, 65_536, 3), sizes);
        }
    }

    @Test
    void everyBitOfAHeadIsRead() {
        FrameReader reader = new FrameReader();
        reader.add(unmasked(false, 5, 11, new byte[] {9}).encode());
        reader.add(new WebSocketFrame(true, 0, WebSocketFrame.TEXT, true, new byte[] {9}).encode());
        WebSocketFrame first = reader.next().orElseThrow();
        WebSocketFrame second = reader.next().orElseThrow();
        assertEquals(List.of(false, 5, 11, false), List.of(first.fin(), first.rsv(), first.opcode(), first.masked()));
        assertEquals(List.of(true, 0, 1, true), List.of(second.fin(), second.rsv(), second.opcode(), second.masked()));
        assertEquals(Optional.empty(), reader.next());
    }

    @Test
    void aMaskedFrameIsWhatTheRecordedBytesAre() {
        byte[] bytes =
                WebSocketFrame.of(WebSocketFrame.PING, new byte[] {1, 2, 3}).encode();
        assertEquals("8983", HexFormat.of().formatHex(bytes, 0, 2));
        for (int i = 0; i < 3; i++) {
            assertEquals(i + 1, bytes[6 + i] ^ bytes[2 + i]);
        }
        assertEquals(
                "03e8", HexFormat.of().formatHex(WebSocketFrame.close(1000, "").payload()));
        assertEquals(
                "ffff41",
                HexFormat.of().formatHex(WebSocketFrame.close(65_535, "A").payload()));
    }

    @Test
    void fragmentsBecomeOneMessage() {
        MessageAssembler assembler = new MessageAssembler();
        assertFalse(assembler.allows(unmasked(true, 0, WebSocketFrame.CONTINUATION, new byte[0])));
        assertEquals(Optional.empty(), assembler.add(unmasked(false, 0, WebSocketFrame.TEXT, new byte[] {1})));
        assertFalse(assembler.allows(unmasked(true, 0, WebSocketFrame.TEXT, new byte[0])));
        assertEquals(Optional.empty(), assembler.add(unmasked(false, 0, WebSocketFrame.CONTINUATION, new byte[] {2})));
        WebSocketFrame message = assembler
                .add(unmasked(true, 0, WebSocketFrame.CONTINUATION, new byte[] {3}))
                .orElseThrow();
        assertArrayEquals(new byte[] {1, 2, 3}, message.payload());
        assertEquals(WebSocketFrame.TEXT, message.opcode());
        assertTrue(assembler.allows(unmasked(true, 0, WebSocketFrame.BINARY, new byte[0])));
    }

    private static WebSocketFrame unmasked(boolean fin, int rsv, int opcode, byte[] payload) {
        return new WebSocketFrame(fin, rsv, opcode, false, payload);
    }

    private static byte[] pattern(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }
}
