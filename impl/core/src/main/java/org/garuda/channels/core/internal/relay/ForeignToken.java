package org.garuda.channels.core.internal.relay;

import java.util.UUID;
import org.garuda.channels.core.internal.bus.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * A token that names another node; whether it was made there, that node alone can tell.
 *
 * @param text as the client shows it
 * @param owner the node
 * @param session the session
 */
public record ForeignToken(String text, NodeId owner, UUID session) {

    /** Reads a token; null when it names no node, or this one. */
    public static @Nullable ForeignToken of(@Nullable String text, NodeId self) {
        byte[] bytes = text == null ? null : SessionToken.bytes(text);
        if (text == null || bytes == null) {
            return null;
        }
        SessionToken token = SessionToken.read(bytes);
        NodeId owner = token.node();
        return owner == null || owner.equals(self) ? null : new ForeignToken(text, owner, token.session());
    }
}
