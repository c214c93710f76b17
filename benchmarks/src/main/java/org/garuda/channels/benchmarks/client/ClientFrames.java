package org.garuda.channels.benchmarks.client;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes that wait to be sent on one connection; text becomes masked WebSocket frames. */
public final class ClientFrames {

    static final int TEXT = 1;
    public static final int CLOSE = 8;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LONGEST_HEADER = 14;

    /** Any mask is a good one here: there is no cache between us and the server that could be poisoned. */
    private static final byte[] MASK = {0x5a, (byte) 0xc3, 0x17, (byte) 0x9e};

    private byte[] bytes = {};
    private int from;
    private int to;

    boolean isEmpty() {
        return from == to;
    }

    void addRaw(byte[] raw) {
        room(raw.length);
        System.arraycopy(raw, 0, bytes, to, raw.length);
        to += raw.length;
    }

    void add(int opcode, byte[] payload) {
        room(payload.length + LONGEST_HEADER);
        int length = payload.length;
        bytes[to++] = (byte) (FINAL | opcode);
        if (length < 126) {
            bytes[to++] = (byte) (MASKED | length);
        } else if (length < 1 << 16) {
            bytes[to++] = (byte) (MASKED | 126);
            bytes[to++] = (byte) (length >> 8);
            bytes[to++] = (byte) length;
        } else {
            bytes[to++] = (byte) (MASKED | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                bytes[to++] = (byte) ((long) length >> shift);
            }
        }
        System.arraycopy(MASK, 0, bytes, to, MASK.length);
        to += MASK.length;
        for (int i = 0; i < length; i++) {
            bytes[to++] = (byte) (payload[i] ^ MASK[i & 3]);
        }
    }

    /** Copies what fits into the buffer; {@link #sent} says how much of it went out. */
    void copyTo(ByteBuffer buffer) {
        buffer.put(bytes, from, Math.min(to - from, buffer.remaining()));
    }

    void sent(int count) {
        from += count;
        if (from == to) {
            from = 0;
            to = 0;
        }
    }

    private void room(int more) {
        if (to + more <= bytes.length) {
            return;
        }
        int waiting = to - from;
        byte[] target = waiting + more <= bytes.length ? bytes : new byte[Math.max((waiting + more) * 2, 256)];
        System.arraycopy(bytes, from, target, 0, waiting);
        bytes = target;
        from = 0;
        to = waiting;
    }

    /** The bytes that wait. */
    byte[] toArray() {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
