package org.garuda.channels.core.internal.bus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gathers the bytes of a message between nodes. Numbers are written in groups of seven bits, the lowest first. */
public final class BodyWriter {

    private byte[] array;
    private int size;

    /** @param expected how many bytes there will be, about */
    public BodyWriter(int expected) {
        array = new byte[expected];
    }

    /** One byte. */
    public BodyWriter oneByte(int value) {
        ensure(1);
        array[size++] = (byte) value;
        return this;
    }

    /** A number that is not negative, in one to nine bytes. */
    public BodyWriter number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a number must not be negative, but is " + value);
        }
        ensure(9);
        long rest = value;
        while (rest > 0x7f) {
            array[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
        return this;
    }

    /** A number of exactly {@code bytes} bytes, the highest first. */
    BodyWriter fixed(long value, int bytes) {
        ensure(bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            array[size++] = (byte) (value >> 8 * i);
        }
        return this;
    }

    /** A number of 64 bits. */
    public BodyWriter fixed(long value) {
        return fixed(value, Long.BYTES);
    }

    /** Which node. */
    public BodyWriter node(NodeId node) {
        return fixed(node.high(), Long.BYTES).fixed(node.low(), Integer.BYTES);
    }

    /** A text with its length. */
    public BodyWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return number(utf8.length).bytes(utf8, 0, utf8.length);
    }

    /** Bytes without their length. */
    public BodyWriter bytes(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, array, size, length);
        size += length;
        return this;
    }

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    /** What has been written; nothing more may be written then. */
    public byte[] toBytes() {
        return size == array.length ? array : Arrays.copyOf(array, size);
    }

    private void ensure(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }
}
