package org.garuda.channels.standalone.internal.websocket;

import java.nio.ByteBuffer;
import org.garuda.channels.core.internal.connection.MessageAssembler;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.queue.CloseReason;

/**
 * Reads a client's frames (RFC 6455, section 5) and hands their messages to its protocol, as bytes that are copied
 * once. A message in one frame that has come whole goes straight on; any other is gathered by the {@link
 * MessageAssembler}, within its limits. What is against the protocol, too big or no UTF-8 ends the client, and nothing
 * is read after it.
 */
final class FrameReader {

    /** What is to be done about control frames. */
    interface Controls {
        /** The client wants to hear the same in a pong. */
        void ping(byte[] payload);

        /** The client says goodbye; code and reason have not been looked at. */
        void close(byte[] payload);
    }

    private static final byte[] NOTHING = {};

    private final ProtocolSession protocol;
    private final Controls controls;
    private final MessageAssembler assembler;
    private final FrameHeader header = new FrameHeader();
    private final Utf8Check utf8 = new Utf8Check();
    private boolean text;
    private byte[] control = NOTHING;
    /** How much of the payload has been read. */
    private int read;

    private boolean finished;

    FrameReader(ProtocolSession protocol, Controls controls) {
        this.protocol = protocol;
        this.controls = controls;
        this.assembler = new MessageAssembler(protocol);
    }

    /** Whether nothing more is taken from the client, for what it has sent. */
    boolean isFinished() {
        return finished;
    }

    /**
     * Reads frames, whole or in part, until so many bytes have been read or there are no more; the last frame may go
     * beyond.
     *
     * @param data masks are taken off in place; may be used again by the caller afterwards
     */
    void read(ByteBuffer data, int bytes) {
        int start = data.position();
        while (data.hasRemaining() && data.position() - start < bytes && !finished) {
            if (header.isWhole()) {
                payload(data);
            } else {
                header(data);
            }
        }
    }

    private void header(ByteBuffer data) {
        header.read(data);
        if (header.isWrong()) {
            refuse(CloseReason.PROTOCOL_ERROR);
        } else if (header.isWhole()) {
            begin(data);
        }
    }

    private void begin(ByteBuffer data) {
        read = 0;
        if (header.isControl()) {
            control = new byte[(int) header.length()];
            payload(data);
            return;
        }
        if (header.opcode() != FrameHeader.CONTINUATION) {
            text = header.opcode() == FrameHeader.TEXT;
            utf8.reset();
        }
        if (header.isFinal() && !assembler.hasBegun() && header.length() <= data.remaining()) {
            wholeMessage(data);
        } else if (assembler.begin(header.length(), header.isFinal())) {
            payload(data);
        } else {
            finished = true;
        }
    }

    /** The way of almost all messages. */
    private void wholeMessage(ByteBuffer data) {
        ByteBuffer payload = next(data);
        if (isWell(payload, true)) {
            byte[] message = new byte[payload.remaining()];
            payload.get(message);
            header.next();
            handOn(message);
        }
    }

    private void payload(ByteBuffer data) {
        ByteBuffer piece = next(data);
        boolean whole = read == header.length();
        if (header.isControl()) {
            piece.get(control, read - piece.remaining(), piece.remaining());
            if (whole) {
                header.next();
                takeControl();
            }
        } else if (isWell(piece, whole && header.isFinal())) {
            finished = !assembler.add(piece);
            if (whole && !finished) {
                header.next();
                byte[] message = assembler.end();
                if (message != null) {
                    handOn(message);
                }
            }
        }
    }

    /** As much of the payload as has come, without its mask. */
    private ByteBuffer next(ByteBuffer data) {
        int size = (int) Math.min(header.length() - read, data.remaining());
        ByteBuffer piece = data.slice(data.position(), size);
        data.position(data.position() + size);
        header.unmask(piece, read);
        read += size;
        return piece;
    }

    private boolean isWell(ByteBuffer piece, boolean last) {
        if (text && (!utf8.accepts(piece) || (last && !utf8.isWhole()))) {
            refuse(CloseReason.INVALID_UTF8);
            return false;
        }
        return true;
    }

    private void handOn(byte[] message) {
        if (text) {
            protocol.text(message);
        } else {
            protocol.binary(message);
        }
    }

    private void takeControl() {
        byte[] payload = control;
        control = NOTHING;
        switch (header.opcode()) {
            case FrameHeader.PING -> controls.ping(payload);
            case FrameHeader.CLOSE -> controls.close(payload);
            default -> {
                // A pong says no more than any other byte of the client.
            }
        }
    }

    private void refuse(CloseReason reason) {
        finished = true;
        assembler.close();
        protocol.refuse(reason);
    }
}
