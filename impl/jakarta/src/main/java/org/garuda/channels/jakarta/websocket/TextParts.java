package org.garuda.channels.jakarta.websocket;

import jakarta.websocket.MessageHandler;
import org.garuda.channels.core.engine.Conversation;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of text messages together, as long as they stay within the limit. Taking parts instead of whole messages keeps containers from setting the
 * whole limit aside for each connection, and from gathering a message without any limit.
 */
final class TextParts implements MessageHandler.Partial<String> {

    private final Conversation conversation;
    private @Nullable StringBuilder gathered;
    private boolean tooBig;

    TextParts(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public void onMessage(String part, boolean last) {
        if (tooBig) {
            return;
        }
        StringBuilder before = gathered;
        if (last && before == null) {
            conversation.text(part);
            return;
        }
        int length = before == null ? 0 : before.length();
        // A char is at least one byte; the conversation counts exactly when the message is whole.
        if (part.length() > conversation.messageBytes() - length) {
            tooBig = true;
            gathered = null;
            conversation.tooBig();
            return;
        }
        StringBuilder parts = (before == null ? new StringBuilder() : before).append(part);
        gathered = last ? null : parts;
        if (last) {
            conversation.text(parts.toString());
        }
    }
}
