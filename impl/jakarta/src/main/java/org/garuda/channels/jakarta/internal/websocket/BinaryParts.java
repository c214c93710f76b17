package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.MessageHandler;
import java.nio.ByteBuffer;
import org.garuda.channels.core.internal.connection.MessageAssembler;
import org.garuda.channels.core.internal.connection.ProtocolSession;

/** Takes binary messages in parts, as {@link TextParts} does with text. */
final class BinaryParts implements MessageHandler.Partial<ByteBuffer> {

    private final ProtocolSession protocol;
    private final MessageAssembler assembler;

    BinaryParts(ProtocolSession protocol, MessageAssembler assembler) {
        this.protocol = protocol;
        this.assembler = assembler;
    }

    @Override
    public void onMessage(ByteBuffer part, boolean last) {
        protocol.delivering(() -> assembler.binary(part, last));
    }
}
