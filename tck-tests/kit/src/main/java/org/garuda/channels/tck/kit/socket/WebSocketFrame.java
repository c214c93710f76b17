package org.garuda.channels.tck.kit.socket;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * One frame as it is on the wire, however wrong.
 *
 * @param fin whether it ends its message
 * @param rsv the three reserved bits
 * @param opcode the four bits that tell its kind
 * @param masked whether it is masked
 * @param payload its content, unmasked in a frame to send; as it came in a received one
 */
public record WebSocketFrame(boolean fin, int rsv, int opcode, boolean masked, byte[] payload) {

    /** Goes on with a message. */
    public static final int CONTINUATION = 0;
    /** Begins a message of text. */
    public static final int TEXT = 1;
    /** Begins a message of bytes. */
    public static final int BINARY = 2;
    /** Ends the connection. */
    public static final int CLOSE = 8;
    /** Asks for a pong. */
    public static final int PING = 9;
    /** Answers a ping. */
    public static final int PONG = 10;

    public static final int MASK_SIZE = 4;
    private static final int LONGEST_HEAD = 10;
    private static final int TWO_BYTE_LENGTH = 126;
    private static final int EIGHT_BYTE_LENGTH = 127;
    private static final SecureRandom MASKS = new SecureRandom();

    /**
     * A whole, masked frame, as a client has to send it.
     *
     * @param opcode its kind
     * @param payload its content
     * @return the frame
     */
    public static WebSocketFrame of(int opcode, byte[] payload) {
        return new WebSocketFrame(true, 0, opcode, true, payload);
    }

    /**
     * A close frame.
     *
     * @param code the close code
     * @param reason the reason, may be empty
     * @return the frame
     */
    public static WebSocketFrame close(int code, String reason) {
        byte[] text = Utf8.encode(reason);
        byte[] payload = ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
        return of(CLOSE, payload);
    }

    /**
     * The frame as it goes over the wire.
     *
     * @return its bytes, masked with random ones if it is masked
     */
    public byte[] encode() {
        int length = payload.length;
        ByteBuffer out = ByteBuffer.allocate(LONGEST_HEAD + MASK_SIZE + length);
        out.put((byte) ((fin ? 0x80 : 0) | rsv << 4 | opcode));
        int maskBit = masked ? 0x80 : 0;
        if (length < TWO_BYTE_LENGTH) {
            out.put((byte) (maskBit | length));
        } else if (length <= 0xffff) {
            out.put((byte) (maskBit | TWO_BYTE_LENGTH)).putShort((short) length);
        } else {
            out.put((byte) (maskBit | EIGHT_BYTE_LENGTH)).putLong(length);
        }
        if (masked) {
            byte[] mask = new byte[MASK_SIZE];
            MASKS.nextBytes(mask);
            out.put(mask);
            for (int i = 0; i < length; i++) {
                out.put((byte) (payload[i] ^ mask[i % MASK_SIZE]));
            }
        } else {
            out.put(payload);
        }
        return Arrays.copyOf(out.array(), out.position());
    }
}
