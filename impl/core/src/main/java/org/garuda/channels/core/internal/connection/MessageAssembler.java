package org.garuda.channels.core.internal.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.garuda.channels.core.internal.queue.ByteBudget;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.Pieces;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of one connection's messages together and hands whole ones to its {@link ProtocolSession}, for every
 * server. What is gathered stays within the limits of a message's size and number of parts and within the node's
 * {@link ByteBudget}. An empty part costs nothing but its count.
 *
 * <p>Parts come one at a time, in order, whole or in pieces as a connection is read; each is a sign of life. Only the
 * client's end and an eviction come from other threads, which is why what is gathered is guarded by this object's lock;
 * the protocol and the budget are called outside it.
 */
public final class MessageAssembler {

    private static final int FIRST_BYTES = 256;

    private final ProtocolSession protocol;
    private final ByteBudget.Account account;
    private final int mostBytes;
    private final int mostParts;

    /** The message so far. */
    @GuardedBy("this")
    private final Pieces pieces = new Pieces(FIRST_BYTES);

    private int parts;
    /** The size of the message so far when the part under way is whole. */
    private int announced;

    private boolean last;

    @GuardedBy("this")
    private boolean closed;
    /** The first half of a character whose second half comes with the next part. */
    private char highSurrogate;

    /** An assembler for the messages of one connection. It is closed when the client ends. */
    public MessageAssembler(ProtocolSession protocol) {
        this.protocol = protocol;
        this.account = protocol.unfinished().open(this::evicted);
        this.mostBytes = protocol.messageBytes();
        this.mostParts = protocol.messageParts();
        protocol.atEnd(this::close);
    }

    /** Takes a part of a text message. */
    public void text(String part, boolean lastPart) {
        if (lastPart && parts == 0) {
            protocol.text(part);
            return;
        }
        String whole = joinedCharacter(part, lastPart);
        if (whole.length() > mostBytes - size()) {
            // A char is at least one byte, so a part too long to encode is too big anyway.
            giveUp(CloseReason.TOO_BIG);
            return;
        }
        text(ByteBuffer.wrap(whole.getBytes(StandardCharsets.UTF_8)), lastPart);
    }

    /**
     * Takes a part of a text message in bytes, which need not end with a whole character.
     *
     * @param part valid UTF-8 once all parts are joined; may be used again by the caller afterwards
     */
    public void text(ByteBuffer part, boolean lastPart) {
        byte[] message = take(part, lastPart);
        if (message != null) {
            protocol.text(message);
        }
    }

    /** Takes a part of a binary message. The buffer may be used again by the caller afterwards. */
    public void binary(ByteBuffer part, boolean lastPart) {
        byte[] message = take(part, lastPart);
        if (message != null) {
            protocol.binary(message);
        }
    }

    /**
     * A part begins, which comes in pieces by {@link #add} and ends with {@link #end}. Nothing is set aside for it yet.
     *
     * @param bytes how long it will be
     * @return false when nothing more is taken: the part is one too many, makes the message too big, or the client has
     *     ended
     */
    public boolean begin(long bytes, boolean lastPart) {
        int before;
        synchronized (this) {
            if (closed) {
                return false;
            }
            before = pieces.size();
        }
        protocol.heard();
        if (bytes > mostBytes - before) {
            giveUp(CloseReason.TOO_BIG);
            return false;
        }
        if (++parts > mostParts) {
            giveUp(CloseReason.TOO_MANY_PARTS);
            return false;
        }
        announced = before + (int) bytes;
        last = lastPart;
        return true;
    }

    /**
     * Takes a piece of the part that has begun, which must not become longer than was told. The buffer may be used
     * again by the caller afterwards.
     *
     * @return false when nothing more is taken: the client has ended, perhaps because this was too much for the node
     */
    public boolean add(ByteBuffer piece) {
        // A message that is here at once is handed on as it is, and so counts as none of the unfinished ones.
        boolean whole = last && piece.remaining() == announced;
        do {
            int room = roomNeeded(piece.remaining());
            if (room > 0 && !whole && !account.add(room) || !append(piece, room)) {
                return false; // Evicted, or ended: told to the protocol already.
            }
        } while (piece.hasRemaining());
        return true;
    }

    /** How many bytes have to be set aside before any can be taken. */
    private synchronized int roomNeeded(int here) {
        if (here == 0 || closed || !pieces.isFull()) {
            return 0;
        }
        return last && here == announced ? here : pieces.next(here, last ? announced : mostBytes);
    }

    private synchronized boolean append(ByteBuffer piece, int room) {
        if (closed) {
            return false;
        }
        if (room > 0) {
            pieces.grow(room);
        }
        if (piece.hasRemaining()) {
            pieces.take(piece);
        }
        return true;
    }

    /** The part is whole; tells the message when it was the last one, in an array that nobody else holds. */
    public byte @Nullable [] end() {
        if (!last) {
            return null;
        }
        byte[] message;
        synchronized (this) {
            if (closed) {
                return null;
            }
            message = pieces.joined();
            pieces.clear();
        }
        parts = 0;
        account.release();
        return message;
    }

    /** Whether a message has begun and is not whole. */
    public boolean hasBegun() {
        return parts > 0;
    }

    /** The connection is gone: lets go of what was gathered, and takes nothing more. */
    public void close() {
        clear();
        account.close();
    }

    /** How many bytes are set aside now. */
    public synchronized int gathered() {
        return pieces.room();
    }

    private byte @Nullable [] take(ByteBuffer part, boolean lastPart) {
        return begin(part.remaining(), lastPart) && add(part) ? end() : null;
    }

    private String joinedCharacter(String part, boolean lastPart) {
        String whole = highSurrogate == 0 ? part : highSurrogate + part;
        highSurrogate = 0;
        int end = whole.length() - 1;
        if (!lastPart && end >= 0 && Character.isHighSurrogate(whole.charAt(end))) {
            highSurrogate = whole.charAt(end);
            return whole.substring(0, end);
        }
        return whole;
    }

    private void giveUp(CloseReason reason) {
        close();
        protocol.refuse(reason);
    }

    private void evicted() {
        clear();
        protocol.refuse(CloseReason.UNFINISHED_BYTES);
    }

    private synchronized int size() {
        return pieces.size();
    }

    private synchronized void clear() {
        closed = true;
        pieces.clear();
    }
}
