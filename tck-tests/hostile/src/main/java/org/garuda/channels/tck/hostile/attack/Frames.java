package org.garuda.channels.tck.hostile.attack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/** Bytes that attackers send, made once and sent often. */
final class Frames {

    private static final String SHORT_REF = "\"2\"";

    private Frames() {}

    /** A masked frame of zeros that does not end its message. */
    static byte[] part(int opcode, int length) {
        return new WebSocketFrame(false, 0, opcode, true, new byte[length]).encode();
    }

    /** The same bytes many times. */
    static byte[] times(int count, byte[] bytes) {
        byte[] all = new byte[count * bytes.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
        }
        return all;
    }

    /** A push, in a text frame, whose message has exactly this many bytes. */
    static byte[] push(String topic, String event, int length) {
        String start = "[\"1\"," + SHORT_REF + ",\"" + topic + "\",\"" + event + "\",{\"a\":\"";
        String end = "\"}]";
        return text(start + "x".repeat(length - start.length() - end.length()) + end);
    }

    static byte[] text(String text) {
        return WebSocketFrame.of(WebSocketFrame.TEXT, text.getBytes(StandardCharsets.UTF_8))
                .encode();
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
