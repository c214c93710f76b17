package org.garuda.channels.benchmarks.client;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the WebSocket frames of a server, and joins the fragments of messages. */
public final class ServerFrames {

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LARGEST = 64 << 20;

    /** Whoever wants to know. */
    interface Listener {

        /** A text message; the array holds it only during the call. */
        void text(byte[] array, int from, int to);

        /** A ping, to be answered with the same bytes. */
        void ping(byte[] payload);

        /** The server closes, with this code or 1005 for none. */
        void closing(int code);

        /** What came is no frame of a server, or one that nobody asked for. */
        void broken(String why);

        /** Whether more is to be read. */
        boolean isListening();
    }

    private final Listener listener;
    private @Nullable ByteArrayOutputStream fragments;

    ServerFrames(Listener listener) {
        this.listener = listener;
    }

    /**
     * Reads the whole frames.
     *
     * @return where the first frame starts that is not there in full
     */
    int read(byte[] array, int from, int to) {
        int at = from;
        while (to - at >= 2 && listener.isListening()) {
            int head = 2;
            long length = array[at + 1] & 0x7f;
            if (length == 126) {
                head = 4;
            } else if (length == 127) {
                head = 10;
            }
            if (to - at < head) {
                break;
            }
            if (head > 2) {
                length = 0;
                for (int i = 2; i < head; i++) {
                    length = length << 8 | array[at + i] & 0xff;
                }
            }
            if ((array[at] & 0x70) != 0 || array[at + 1] < 0 || length < 0 || length > LARGEST) {
                listener.broken("a frame with reserved bits, a mask or more than " + LARGEST + " bytes");
                return to;
            }
            if (to - at - head < length) {
                break;
            }
            int end = at + head + (int) length;
            frame(array[at] < 0, array[at] & 0xf, array, at + head, end);
            at = end;
        }
        return at;
    }

    private void frame(boolean last, int opcode, byte[] array, int from, int to) {
        switch (opcode) {
            case TEXT, CONTINUATION -> {
                if (last && opcode == TEXT) {
                    listener.text(array, from, to);
                } else {
                    fragment(last, array, from, to);
                }
            }
            case CLOSE -> listener.closing(to - from < 2 ? 1005 : (array[from] & 0xff) << 8 | array[from + 1] & 0xff);
            case PING -> listener.ping(Arrays.copyOfRange(array, from, to));
            case PONG -> {
                // Nobody asked.
            }
            default -> listener.broken("a frame with opcode " + opcode);
        }
    }

    private void fragment(boolean last, byte[] array, int from, int to) {
        ByteArrayOutputStream whole = fragments == null ? new ByteArrayOutputStream() : fragments;
        whole.write(array, from, to - from);
        fragments = last ? null : whole;
        if (last) {
            byte[] message = whole.toByteArray();
            listener.text(message, 0, message.length);
        }
    }
}
