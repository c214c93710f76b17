package org.garuda.channels.core.internal.bus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link BodyWriter} wrote, be it something else altogether. Nothing is set aside before it is there. */
public final class BodyReader {

    private final byte[] array;
    private final int end;
    private int at;

    /** A reader of all of an array. */
    public BodyReader(byte[] array) {
        this(array, 0);
    }

    BodyReader(byte[] array, int offset) {
        this.array = array;
        this.at = offset;
        this.end = array.length;
    }

    /**
     * One byte, as a number from 0 to 255.
     *
     * @throws MalformedMessageException when there is none
     */
    public int oneByte() throws MalformedMessageException {
        require(1);
        return array[at++] & 0xff;
    }

    /**
     * A number that is not negative.
     *
     * @throws MalformedMessageException when there is none
     */
    public long number() throws MalformedMessageException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = oneByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedMessageException("a number of more than 63 bits");
    }

    /**
     * A number that may count things, of which each takes a byte at least.
     *
     * @throws MalformedMessageException when there is none, or there cannot be so many
     */
    public int count() throws MalformedMessageException {
        long value = number();
        if (value > end - at) {
            throw new MalformedMessageException("something of " + value + " bytes where " + (end - at) + " are left");
        }
        return (int) value;
    }

    /**
     * A number of 64 bits.
     *
     * @throws MalformedMessageException when there is none
     */
    public long fixed() throws MalformedMessageException {
        return fixed(Long.BYTES);
    }

    /**
     * Which node.
     *
     * @throws MalformedMessageException when there is none
     */
    public NodeId node() throws MalformedMessageException {
        return new NodeId(fixed(Long.BYTES), (int) fixed(Integer.BYTES));
    }

    /**
     * A text with its length.
     *
     * @throws MalformedMessageException when there is none
     */
    public String text() throws MalformedMessageException {
        int length = count();
        String text = new String(array, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** A copy of all that is left. */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(array, at, end);
        at = end;
        return rest;
    }

    /** Whether nothing is left. */
    public boolean isAtEnd() {
        return at == end;
    }

    /** The array that is read; never to be changed. */
    public byte[] array() {
        return array;
    }

    /** Where the next byte is. */
    public int offset() {
        return at;
    }

    /** How many bytes are left. */
    public int left() {
        return end - at;
    }

    private long fixed(int bytes) throws MalformedMessageException {
        require(bytes);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | array[at++] & 0xff;
        }
        return value;
    }

    private void require(int bytes) throws MalformedMessageException {
        if (end - at < bytes) {
            throw new MalformedMessageException("the end, where " + bytes + " bytes more are needed");
        }
    }
}
