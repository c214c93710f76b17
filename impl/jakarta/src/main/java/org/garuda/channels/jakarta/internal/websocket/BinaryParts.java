package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.MessageHandler;
import java.nio.ByteBuffer;
import org.garuda.channels.core.internal.connection.MessageAssembler;

/** Takes binary messages in parts, as {@link TextParts} does with text. */
final class BinaryParts implements MessageHandler.Partial<ByteBuffer> {

    private final MessageAssembler assembler;

    BinaryParts(MessageAssembler assembler) {
        this.assembler = assembler;
    }

    @Override
    public void onMessage(ByteBuffer part, boolean last) {
        assembler.binary(part, last);
    }
}
