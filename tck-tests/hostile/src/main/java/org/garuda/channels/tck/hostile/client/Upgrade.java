package org.garuda.channels.tck.hostile.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.garuda.channels.tck.kit.socket.HttpResponse;

/** What goes before the frames of a WebSocket connection: the request, and the head of its answer. */
public final class Upgrade {

    /** The version of the protocol that everything here speaks. */
    public static final String VERSION = "vsn=2.0.0";

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final byte[] NOTHING = {};

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private int status;

    Upgrade() {}

    /**
     * A request for the upgrade.
     *
     * @param target whom it is for
     * @param query parameters beside the version, empty or with an ampersand in front
     * @param lines further lines of the head, each with its line end
     * @return the bytes of the head
     */
    public static byte[] request(Target target, String query, String lines) {
        String request = "GET " + target.socket("/websocket?" + VERSION + query) + " HTTP/1.1\r\n" + target.hostLine()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + lines + "\r\n";
        return request.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The HTTP status of the answer; 0 while its head is not whole. */
    int status() {
        return status;
    }

    /** Whether frames follow. */
    boolean isDone() {
        return status == SWITCHING_PROTOCOLS;
    }

    /** Whether the answer is another one. */
    boolean isRefused() {
        return status != 0 && !isDone();
    }

    /**
     * Takes what has come before the upgrade is done.
     *
     * @return the bytes of frames behind the head
     */
    byte[] take(byte[] bytes) {
        if (isRefused()) {
            return NOTHING; // The body of the refusal.
        }
        head.writeBytes(bytes);
        byte[] all = head.toByteArray();
        int end = endOfHead(all);
        if (end < 0) {
            return NOTHING;
        }
        status = HttpResponse.of(all).status().orElse(0);
        return isDone() ? Arrays.copyOfRange(all, end, all.length) : NOTHING;
    }

    private static int endOfHead(byte[] bytes) {
        for (int i = HEAD_END.length; i <= bytes.length; i++) {
            if (Arrays.equals(bytes, i - HEAD_END.length, i, HEAD_END, 0, HEAD_END.length)) {
                return i;
            }
        }
        return -1;
    }
}
