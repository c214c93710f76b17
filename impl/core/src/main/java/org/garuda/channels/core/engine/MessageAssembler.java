package org.garuda.channels.core.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of one connection's messages together and hands whole ones to its {@link Conversation}, for every
 * server. What is gathered grows by doubling, so that each byte is copied twice at most; it stays within the limits of a
 * message's size and number of parts and within the node's {@link ByteBudget}. An empty part costs nothing but its count.
 *
 * <p>Parts come one at a time, in order. Only an eviction comes from another thread, which is why what is gathered is
 * guarded by this object's lock; the conversation and the budget are called outside it.
 */
public final class MessageAssembler {

    private static final byte[] NOTHING = {};
    private static final int FIRST_BYTES = 256;

    private final Conversation conversation;
    private final ByteBudget.Account account;
    private final int mostBytes;
    private final int mostParts;
    private byte[] gathered = NOTHING;
    private int size;
    private int parts;
    private boolean closed;
    /** The first half of a character whose second half comes with the next part. */
    private char highSurrogate;

    /** An assembler for the messages of one connection. */
    public MessageAssembler(Conversation conversation) {
        this.conversation = conversation;
        this.account = conversation.unfinished().open(this::evicted);
        this.mostBytes = conversation.messageBytes();
        this.mostParts = conversation.messageParts();
    }

    /** Takes a part of a text message. */
    public void text(String part, boolean last) {
        if (last && parts == 0) {
            conversation.text(part);
            return;
        }
        String whole = joinedCharacter(part, last);
        if (whole.length() > mostBytes - size) {
            // A char is at least one byte, so a part too long to encode is too big anyway.
            giveUp(CloseReason.TOO_BIG);
            return;
        }
        byte[] utf8 = whole.getBytes(StandardCharsets.UTF_8);
        byte[] message = take(ByteBuffer.wrap(utf8), last);
        if (message != null) {
            conversation.text(message);
        }
    }

    /**
     * Takes a part of a text message in bytes, which need not end with a whole character.
     *
     * @param part valid UTF-8 once all parts are joined; may be used again by the caller afterwards
     */
    public void text(ByteBuffer part, boolean last) {
        byte[] message = take(part, last);
        if (message != null) {
            conversation.text(message);
        }
    }

    /** Takes a part of a binary message. The buffer may be used again by the caller afterwards. */
    public void binary(ByteBuffer part, boolean last) {
        byte[] message = take(part, last);
        if (message != null) {
            conversation.binary(message);
        }
    }

    /** The connection is gone: lets go of what was gathered. */
    public void close() {
        clear();
        account.release();
    }

    /** How many bytes are gathered now. */
    synchronized int gathered() {
        return gathered.length;
    }

    private String joinedCharacter(String part, boolean last) {
        String whole = highSurrogate == 0 ? part : highSurrogate + part;
        highSurrogate = 0;
        int end = whole.length() - 1;
        if (!last && end >= 0 && Character.isHighSurrogate(whole.charAt(end))) {
            highSurrogate = whole.charAt(end);
            return whole.substring(0, end);
        }
        return whole;
    }

    /** Takes a part; tells the whole message with its last one. */
    private byte @Nullable [] take(ByteBuffer part, boolean last) {
        int more = part.remaining();
        if (closed()) {
            return null;
        }
        if (more > mostBytes - size) {
            giveUp(CloseReason.TOO_BIG);
            return null;
        }
        if (++parts > mostParts) {
            giveUp(CloseReason.TOO_MANY_PARTS);
            return null;
        }
        if (!makeRoom(more, last)) {
            return null;
        }
        byte[] message = append(part, last);
        if (message != null) {
            parts = 0;
            size = 0;
            account.release();
        }
        return message;
    }

    /** The last part fills the array exactly, so that a whole message is not copied once more. */
    private boolean makeRoom(int more, boolean last) {
        int needed = size + more;
        int has = gathered();
        if (needed <= has) {
            return true;
        }
        int grown = last ? needed : Math.min(mostBytes, Math.max(needed, Math.max(FIRST_BYTES, has * 2)));
        if (!last || size > 0) {
            // Evicted, it has been told to the conversation already.
            if (!account.add(grown - has)) {
                return false;
            }
        }
        synchronized (this) {
            gathered = closed ? NOTHING : Arrays.copyOf(gathered, grown);
            return !closed;
        }
    }

    private synchronized byte @Nullable [] append(ByteBuffer part, boolean last) {
        if (closed) {
            return null;
        }
        int more = part.remaining();
        part.get(gathered, size, more);
        size += more;
        if (!last) {
            return null;
        }
        byte[] whole = gathered.length == size ? gathered : Arrays.copyOf(gathered, size);
        gathered = NOTHING;
        return whole;
    }

    private void giveUp(CloseReason reason) {
        clear();
        account.release();
        conversation.refuse(reason);
    }

    private void evicted() {
        clear();
        conversation.refuse(CloseReason.UNFINISHED_BYTES);
    }

    private synchronized boolean closed() {
        return closed;
    }

    private synchronized void clear() {
        closed = true;
        gathered = NOTHING;
    }
}
