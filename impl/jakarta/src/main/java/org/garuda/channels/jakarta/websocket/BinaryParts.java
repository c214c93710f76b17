package org.garuda.channels.jakarta.websocket;

import jakarta.websocket.MessageHandler;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.garuda.channels.core.engine.Conversation;

/** Puts the parts of binary messages together, as {@link TextParts} does with text. */
final class BinaryParts implements MessageHandler.Partial<ByteBuffer> {

    private static final byte[] NONE = {};

    private final Conversation conversation;
    private final BinaryFrameDecoder decoder;
    private byte[] gathered = NONE;
    private int size;
    private boolean tooBig;

    BinaryParts(Conversation conversation) {
        this.conversation = conversation;
        this.decoder = new BinaryFrameDecoder(conversation.version());
    }

    @Override
    public void onMessage(ByteBuffer part, boolean last) {
        if (tooBig) {
            return;
        }
        int more = part.remaining();
        if (more > conversation.messageBytes() - size) {
            tooBig = true;
            gathered = NONE;
            conversation.tooBig();
            return;
        }
        if (gathered.length - size < more) {
            // Exactly as much as is known to come, when that is all.
            gathered = Arrays.copyOf(gathered, last ? size + more : Math.max(size + more, size * 2));
        }
        part.get(gathered, size, more);
        size += more;
        if (last) {
            byte[] whole = gathered.length == size ? gathered : Arrays.copyOf(gathered, size);
            gathered = NONE;
            size = 0;
            conversation.received(decoder.decode(whole));
        }
    }
}
