package org.garuda.channels.core.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gathers the bytes of one frame, and puts the WebSocket header (RFC 6455, section 5.2) before them at the end. */
final class FrameWriter {

    private static final int HEADER_ROOM = 10;
    private static final int FINAL = 0x80;
    private static final int TEXT = 1;
    private static final int BINARY = 2;

    private byte[] array;
    private int size = HEADER_ROOM;

    FrameWriter(int expected) {
        array = new byte[HEADER_ROOM + expected];
    }

    FrameWriter raw(String latin1) {
        int length = latin1.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            array[size + i] = (byte) latin1.charAt(i);
        }
        size += length;
        return this;
    }

    FrameWriter oneByte(int value) {
        ensure(1);
        array[size++] = (byte) value;
        return this;
    }

    FrameWriter bytes(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, array, size, length);
        size += length;
        return this;
    }

    FrameWriter payload(Payload payload) {
        return bytes(payload.array(), payload.offset(), payload.length());
    }

    /** JSON text that may hold any character, such as a ref. */
    FrameWriter json(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] utf8 = text.substring(i).getBytes(StandardCharsets.UTF_8);
                return bytes(utf8, 0, utf8.length);
            }
            array[size++] = (byte) c;
        }
        return this;
    }

    /** A JSON string literal. */
    FrameWriter string(String text) {
        int length = text.length();
        ensure(length + 2);
        int start = size;
        array[size++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                size = start;
                return json(JsonStrings.quote(text));
            }
            array[size++] = (byte) c;
        }
        array[size++] = '"';
        return this;
    }

    Frame text() {
        return finish(TEXT);
    }

    Frame binary() {
        return finish(BINARY);
    }

    private Frame finish(int opcode) {
        int length = size - HEADER_ROOM;
        int headerSize = length < 126 ? 2 : length < 65536 ? 4 : 10;
        byte[] exact = size == array.length ? array : Arrays.copyOf(array, size);
        int start = HEADER_ROOM - headerSize;
        exact[start] = (byte) (FINAL | opcode);
        switch (headerSize) {
            case 2 -> exact[start + 1] = (byte) length;
            case 4 -> {
                exact[start + 1] = 126;
                exact[start + 2] = (byte) (length >> 8);
                exact[start + 3] = (byte) length;
            }
            default -> {
                exact[start + 1] = 127;
                for (int i = 0; i < 4; i++) {
                    exact[start + 2 + i] = 0;
                    exact[start + 6 + i] = (byte) (length >> 24 - 8 * i);
                }
            }
        }
        return new Frame(exact, start, HEADER_ROOM, opcode == BINARY);
    }

    private void ensure(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }
}
