package org.garuda.channels.standalone.internal.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Messages as bytes of a connection: in one frame or many, with any mask, and with pings and pongs between. */
final class WireFrames {

    private final Random random;
    private int pings;

    WireFrames(Random random) {
        this.random = random;
    }

    /** How many pings there were in all. */
    int pings() {
        return pings;
    }

    /** One frame. */
    static byte[] frame(int first, int mask, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ (mask >>> (24 - 8 * (i % 4)))));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    /** A whole message. */
    byte[] message(boolean text, byte[] message) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        int frames = random.nextInt(3) == 0 ? 1 + random.nextInt(10) : 1;
        int at = 0;
        for (int i = 1; i <= frames; i++) {
            control(wire);
            int end = i == frames ? message.length : at + random.nextInt(message.length - at + 1);
            int opcode = i > 1 ? 0 : text ? 1 : 2;
            wire.writeBytes(
                    frame((i == frames ? 0x80 : 0) | opcode, random.nextInt(), Arrays.copyOfRange(message, at, end)));
            at = end;
        }
        return wire.toByteArray();
    }

    /** The same, with a byte of a header changed, or without a mask. */
    byte[] wrong(boolean text, byte[] message) {
        byte[] wire = message(text, message);
        if (random.nextBoolean()) {
            wire[0] = (byte) random.nextInt(256);
        } else {
            wire[1] ^= (byte) (random.nextBoolean() ? 0x80 : 1 + random.nextInt(255));
        }
        return wire;
    }

    private void control(ByteArrayOutputStream wire) {
        if (random.nextInt(8) == 0) {
            byte[] payload = new byte[random.nextInt(126)];
            random.nextBytes(payload);
            boolean ping = random.nextBoolean();
            pings += ping ? 1 : 0;
            wire.writeBytes(frame(ping ? 0x89 : 0x8a, random.nextInt(), payload));
        }
    }
}
