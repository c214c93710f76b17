package org.garuda.channels.tck.kit.socket;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Cuts the bytes from a server into frames. Memory follows what has arrived, not what a length announces. */
public final class FrameReader {

    private byte[] bytes = new byte[1024];
    private int start;
    private int end;

    /** Without bytes yet. */
    public FrameReader() {}

    /**
     * Takes what came.
     *
     * @param more copied
     */
    public void add(byte[] more) {
        if (end + more.length > bytes.length) {
            int kept = end - start;
            byte[] target = kept + more.length > bytes.length ? new byte[2 * (kept + more.length)] : bytes;
            System.arraycopy(bytes, start, target, 0, kept);
            bytes = target;
            start = 0;
            end = kept;
        }
        System.arraycopy(more, 0, bytes, end, more.length);
        end += more.length;
    }

    /**
     * The next frame.
     *
     * @return a frame, empty until all of one is there
     */
    public Optional<WebSocketFrame> next() {
        ByteBuffer in = ByteBuffer.wrap(bytes, start, end - start);
        if (in.remaining() < 2) {
            return Optional.empty();
        }
        int first = in.get();
        int second = in.get();
        int lengthSize = switch (second & 0x7f) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
        if (in.remaining() < lengthSize) {
            return Optional.empty();
        }
        long length = switch (lengthSize) {
            case 2 -> in.getShort() & 0xffff;
            case 8 -> in.getLong();
            default -> second & 0x7f;
        };
        boolean masked = (second & 0x80) != 0;
        long wanted = masked ? WebSocketFrame.MASK_SIZE : 0;
        if (length < 0 || in.remaining() - wanted < length) {
            return Optional.empty();
        }
        int payloadStart = in.position() + (int) wanted;
        start = payloadStart + (int) length;
        byte[] payload = Arrays.copyOfRange(bytes, payloadStart, start);
        return Optional.of(new WebSocketFrame((first & 0x80) != 0, first >> 4 & 7, first & 15, masked, payload));
    }
}
