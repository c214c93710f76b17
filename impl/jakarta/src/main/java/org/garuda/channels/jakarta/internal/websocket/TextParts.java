package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.MessageHandler;
import org.garuda.channels.core.internal.connection.MessageAssembler;
import org.garuda.channels.core.internal.connection.ProtocolSession;

/**
 * Takes text messages in parts. That keeps containers from setting the whole limit aside for each connection, and from
 * gathering a message without any limit.
 */
final class TextParts implements MessageHandler.Partial<String> {

    private final ProtocolSession protocol;
    private final MessageAssembler assembler;

    TextParts(ProtocolSession protocol, MessageAssembler assembler) {
        this.protocol = protocol;
        this.assembler = assembler;
    }

    @Override
    public void onMessage(String part, boolean last) {
        protocol.delivering(() -> assembler.text(part, last));
    }
}
