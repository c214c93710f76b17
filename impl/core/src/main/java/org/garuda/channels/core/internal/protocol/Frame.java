package org.garuda.channels.core.internal.protocol;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An encoded frame to clients, immutable and shared by all its receivers. It is built as the bytes of an unmasked
 * WebSocket frame, header included, so that a server that owns its connections writes it as it is; others take the
 * {@link #text()} or the {@link #payload()}.
 */
public final class Frame {

    private final byte[] array;
    private final int wireOffset;
    private final int payloadOffset;
    private final boolean binary;

    /** Made on first use, by whichever thread needs it; two threads may make the same text, which is harmless. */
    private @Nullable String text;

    Frame(byte[] array, int wireOffset, int payloadOffset, boolean binary) {
        this.array = array;
        this.wireOffset = wireOffset;
        this.payloadOffset = payloadOffset;
        this.binary = binary;
    }

    /** Whether this is a binary frame, else it is text. */
    public boolean isBinary() {
        return binary;
    }

    /** Size of the message in bytes, without the WebSocket header. */
    public int length() {
        return array.length - payloadOffset;
    }

    /** The array that holds the WebSocket frame from {@link #wireOffset()} to its end; never to be changed. */
    public byte[] array() {
        return array;
    }

    /** Where the WebSocket frame starts in {@link #array()}. */
    public int wireOffset() {
        return wireOffset;
    }

    /** Where the message starts in {@link #array()}; it goes to the array's end. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** A copy of the message. */
    public byte[] payload() {
        byte[] copy = new byte[length()];
        System.arraycopy(array, payloadOffset, copy, 0, copy.length);
        return copy;
    }

    /** The message as text; only for text frames. */
    public String text() {
        String made = text;
        if (made == null) {
            made = new String(array, payloadOffset, length(), StandardCharsets.UTF_8);
            text = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return binary ? "binary frame of " + length() + " bytes" : text();
    }
}
