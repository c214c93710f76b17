package org.garuda.channels.core.internal.protocol;

import java.util.HexFormat;

/** V2 binary frames for the engine's tests: to the server as bytes, from the server in hexadecimal. */
public final class BinaryFrames {

    private BinaryFrames() {}

    public static byte[] push(String joinRef, String ref, String topic, String event, int... data) {
        return Frames.binary(0, bytes(data), joinRef, ref, topic, event);
    }

    public static String pushed(String joinRef, String topic, String event, int... data) {
        return hex(Frames.binary(0, bytes(data), joinRef, topic, event));
    }

    public static String reply(String joinRef, String ref, String topic, String status, int... data) {
        return hex(Frames.binary(1, bytes(data), joinRef, ref, topic, status));
    }

    public static String broadcast(String topic, String event, int... data) {
        return hex(Frames.binary(2, bytes(data), topic, event));
    }

    private static byte[] bytes(int... data) {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
