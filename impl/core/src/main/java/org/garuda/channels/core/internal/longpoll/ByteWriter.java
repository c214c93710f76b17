package org.garuda.channels.core.internal.longpoll;

import java.util.Arrays;

/** Gathers the bytes of an answer. */
final class ByteWriter {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] array;
    private int size;

    ByteWriter(int expected) {
        array = new byte[expected];
    }

    ByteWriter ascii(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            array[size++] = (byte) text.charAt(i);
        }
        return this;
    }

    ByteWriter bytes(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, array, size, bytes.length);
        size += bytes.length;
        return this;
    }

    /** A JSON string of valid UTF-8, from an offset to the end. */
    ByteWriter quoted(byte[] utf8, int from) {
        ensure(utf8.length - from + 2 + escapes(utf8, from));
        array[size++] = '"';
        for (int i = from; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b == '"' || b == '\\') {
                array[size++] = '\\';
                array[size++] = b;
            } else if (b >= 0 && b < ' ') {
                array[size++] = '\\';
                array[size++] = 'u';
                array[size++] = '0';
                array[size++] = '0';
                array[size++] = HEX[b >> 4];
                array[size++] = HEX[b & 15];
            } else {
                array[size++] = b;
            }
        }
        array[size++] = '"';
        return this;
    }

    private static int escapes(byte[] utf8, int from) {
        int more = 0;
        for (int i = from; i < utf8.length; i++) {
            byte b = utf8[i];
            if (b == '"' || b == '\\') {
                more++;
            } else if (b >= 0 && b < ' ') {
                more += 5;
            }
        }
        return more;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(array, size);
    }

    private void ensure(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }
}
