package org.garuda.channels.standalone.internal.websocket;

import java.nio.ByteBuffer;

/**
 * The header of a client's frame (RFC 6455, section 5.2), read as its bytes come, and what the protocol demands of it
 * and of the order of frames. Nothing is negotiated that would give the reserved bits a meaning.
 */
final class FrameHeader {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FIRST_CONTROL = 8;
    private static final int MOST_OF_CONTROL = 125;
    private static final int FINAL_BIT = 0x80;
    private static final int RESERVED_BITS = 0x70;
    private static final int OPCODE_BITS = 0x0f;
    private static final int MASK_BIT = 0x80;
    private static final int MASK_BYTES = 4;

    private int bytes;
    private int size = 2;
    private int first;
    private long length;
    private int mask;
    private boolean withinMessage;
    private boolean wrong;

    /** Takes what belongs to the header, until it is whole or against the protocol. */
    void read(ByteBuffer data) {
        while (!wrong && !isWhole() && data.hasRemaining()) {
            take(data.get() & 0xff);
        }
    }

    private void take(int next) {
        bytes++;
        if (bytes == 1) {
            first = next;
        } else if (bytes == 2) {
            length = next & 0x7f;
            int extended = length == 126 ? 2 : length == 127 ? 8 : 0;
            size = 2 + extended + MASK_BYTES;
            wrong = (next & MASK_BIT) == 0 || (isControl() ? isWrongControl() : isWrongData());
            length = extended > 0 ? 0 : length;
        } else if (bytes <= size - MASK_BYTES) {
            length = (length << 8) | next;
            wrong = length < 0;
        } else {
            mask = (mask << 8) | next;
        }
    }

    private boolean isWrongControl() {
        return opcode() > PONG || (first & RESERVED_BITS) != 0 || !isFinal() || length > MOST_OF_CONTROL;
    }

    private boolean isWrongData() {
        return opcode() > BINARY || (first & RESERVED_BITS) != 0 || (opcode() == CONTINUATION) != withinMessage;
    }

    /** Whether the frame is against the protocol; nothing after that can be read. */
    boolean isWrong() {
        return wrong;
    }

    boolean isWhole() {
        return bytes == size;
    }

    int opcode() {
        return first & OPCODE_BITS;
    }

    boolean isControl() {
        return opcode() >= FIRST_CONTROL;
    }

    /** Whether the frame is the last one of its message. */
    boolean isFinal() {
        return (first & FINAL_BIT) != 0;
    }

    /** How long the payload is, in bytes. */
    long length() {
        return length;
    }

    /** Takes the mask off a piece of the payload, in place. */
    void unmask(ByteBuffer piece, long offset) {
        if (mask == 0) {
            return;
        }
        int turned = Integer.rotateLeft(mask, 8 * (int) (offset & 3));
        long eight = ((long) turned << 32) | (turned & 0xffffffffL);
        int at = piece.position();
        for (; at <= piece.limit() - 8; at += 8) {
            piece.putLong(at, piece.getLong(at) ^ eight);
        }
        for (int shift = 56; at < piece.limit(); at++, shift -= 8) {
            piece.put(at, (byte) (piece.get(at) ^ (eight >>> shift)));
        }
    }

    /** The frame has been read; the next one begins. */
    void next() {
        if (!isControl()) {
            withinMessage = !isFinal();
        }
        bytes = 0;
        size = 2;
    }
}
