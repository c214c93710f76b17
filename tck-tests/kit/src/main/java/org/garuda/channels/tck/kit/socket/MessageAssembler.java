package org.garuda.channels.tck.kit.socket;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Puts the fragments of a message together: a server may send a long message in as many frames as it likes, and a
 * client sees one message.
 */
public final class MessageAssembler {

    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private boolean inside;
    private int opcode;
    private int rsv;
    private boolean masked;

    /** Inside no message. */
    public MessageAssembler() {}

    /**
     * Whether the protocol allows this data frame now.
     *
     * @param frame a frame of data
     * @return false for one that begins a message inside another, or goes on with none
     */
    public boolean allows(WebSocketFrame frame) {
        return inside == (frame.opcode() == WebSocketFrame.CONTINUATION);
    }

    /**
     * Takes a data frame that is allowed.
     *
     * @param frame the next part of the message
     * @return the message as one frame when this was its last part
     */
    public Optional<WebSocketFrame> add(WebSocketFrame frame) {
        if (!inside) {
            opcode = frame.opcode();
            rsv = 0;
            masked = false;
        }
        inside = !frame.fin();
        rsv |= frame.rsv();
        masked |= frame.masked();
        payload.writeBytes(frame.payload());
        if (inside) {
            return Optional.empty();
        }
        byte[] whole = payload.toByteArray();
        payload.reset();
        return Optional.of(new WebSocketFrame(true, rsv, opcode, masked, whole));
    }
}
