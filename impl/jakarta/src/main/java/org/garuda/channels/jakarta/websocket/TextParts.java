package org.garuda.channels.jakarta.websocket;

import jakarta.websocket.MessageHandler;
import java.nio.charset.StandardCharsets;
import org.garuda.channels.core.engine.Conversation;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of text messages together, as long as they stay within the limit. Taking parts instead of whole messages keeps containers from setting the
 * whole limit aside for each connection, and from gathering a message without any limit.
 */
final class TextParts implements MessageHandler.Partial<String> {

    private final Conversation conversation;
    private final TextFrameDecoder decoder;
    private @Nullable StringBuilder gathered;
    private boolean tooBig;

    TextParts(Conversation conversation) {
        this.conversation = conversation;
        this.decoder = new TextFrameDecoder(conversation.version());
    }

    @Override
    public void onMessage(String part, boolean last) {
        if (tooBig) {
            return;
        }
        StringBuilder before = gathered;
        int length = before == null ? 0 : before.length();
        // A char is at least one byte; they are counted exactly when the message is whole.
        if (part.length() > conversation.messageBytes() - length) {
            giveUp();
        } else if (!last) {
            gathered = (before == null ? new StringBuilder() : before).append(part);
        } else {
            gathered = null;
            take(before == null ? part : before.append(part).toString());
        }
    }

    private void take(String whole) {
        byte[] utf8 = whole.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > conversation.messageBytes()) {
            giveUp();
        } else {
            conversation.received(decoder.decodeUtf8(utf8));
        }
    }

    private void giveUp() {
        tooBig = true;
        gathered = null;
        conversation.tooBig();
    }
}
