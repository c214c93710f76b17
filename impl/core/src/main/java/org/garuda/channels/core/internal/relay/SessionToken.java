package org.garuda.channels.core.internal.relay;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.garuda.channels.core.internal.bus.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What the token of a session says to whoever reads it: nothing of it is proved. Version 1, of a node that is alone, has
 * no node; version 2 names the one that has the session.
 *
 * @param node who has the session, or null
 * @param millis when it began, in milliseconds since 1970
 * @param session a number that nobody can guess
 */
record SessionToken(@Nullable NodeId node, long millis, UUID session) {

    static final int SIGNATURE_BYTES = 32;

    private static final byte ALONE = 1;
    private static final byte NAMED = 2;
    private static final int NODE_BYTES = Long.BYTES + Integer.BYTES;
    private static final int ALONE_BYTES = 1 + Long.BYTES + 2 * Long.BYTES;
    private static final int NAMED_BYTES = ALONE_BYTES + NODE_BYTES;

    /** The token's bytes with room for the signature, which is of all that is before it. */
    byte[] unsigned() {
        ByteBuffer bytes = ByteBuffer.allocate((node == null ? ALONE_BYTES : NAMED_BYTES) + SIGNATURE_BYTES);
        bytes.put(node == null ? ALONE : NAMED);
        if (node != null) {
            bytes.putLong(node.high()).putInt(node.low());
        }
        bytes.putLong(millis).putLong(session.getMostSignificantBits()).putLong(session.getLeastSignificantBits());
        return bytes.array();
    }

    /** The bytes of a token as its client shows it, or null when it is none. */
    static byte @Nullable [] bytes(String text) {
        if (text.length() != chars(ALONE_BYTES) && text.length() != chars(NAMED_BYTES)) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            boolean alone = bytes.length == ALONE_BYTES + SIGNATURE_BYTES && bytes[0] == ALONE;
            return alone || bytes.length == NAMED_BYTES + SIGNATURE_BYTES && bytes[0] == NAMED ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null; // No token of ours, and the caller is told no more.
        }
    }

    /** What {@link #bytes} say. */
    static SessionToken read(byte[] bytes) {
        ByteBuffer content = ByteBuffer.wrap(bytes);
        NodeId node = content.get() == ALONE ? null : new NodeId(content.getLong(), content.getInt());
        return new SessionToken(node, content.getLong(), new UUID(content.getLong(), content.getLong()));
    }

    private static int chars(int signedBytes) {
        return ((signedBytes + SIGNATURE_BYTES) * 4 + 2) / 3;
    }
}
