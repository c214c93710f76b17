package org.garuda.channels.core.internal.queue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that are gathered as they come. They are held in pieces, each as large as all before it up to 256 KiB, and
 * joined when all are there: each byte is copied twice at most, and much that is unfinished does not fill the heap with
 * arrays too large for its regions, which a collector finds room for only by stopping everything.
 *
 * <p>Not safe for use by several threads: whoever gathers guards it.
 */
public final class Pieces {

    private static final int MOST_PIECE_BYTES = 256 * 1024;

    private final int firstBytes;
    private final List<byte[]> pieces = new ArrayList<>(0);
    private int room;
    private int size;

    /** How many bytes of the last piece are taken. */
    private int inLast;

    /**
     * Nothing yet.
     *
     * @param firstBytes the size of the first piece, unless more comes at once or less in all
     */
    public Pieces(int firstBytes) {
        this.firstBytes = firstBytes;
    }

    /** How many bytes have come. */
    public int size() {
        return size;
    }

    /** How many bytes are set aside. */
    public int room() {
        return room;
    }

    /** Whether a piece has to be set aside before anything more can be taken. */
    public boolean isFull() {
        return size == room;
    }

    /**
     * How large the next piece has to be; to be asked when all are full.
     *
     * @param here how many bytes are here already
     * @param most how many bytes there can be in all
     */
    public int next(int here, int most) {
        return Math.min(most - size, Math.min(MOST_PIECE_BYTES, Math.max(firstBytes, Math.max(size, here))));
    }

    /** Sets a piece aside, when all are full. */
    public void grow(int bytes) {
        pieces.add(new byte[bytes]);
        room += bytes;
        inLast = 0;
    }

    /** Takes as many bytes as the last piece has room for. */
    public void take(ByteBuffer from) {
        byte[] into = pieces.get(pieces.size() - 1);
        int more = Math.min(from.remaining(), into.length - inLast);
        from.get(into, inLast, more);
        inLast += more;
        size += more;
    }

    /** All bytes in one array, which may be the only piece. */
    public byte[] joined() {
        if (pieces.size() == 1 && pieces.get(0).length == size) {
            return pieces.get(0);
        }
        byte[] whole = new byte[size];
        int at = 0;
        for (byte[] piece : pieces) {
            int taken = Math.min(piece.length, size - at);
            System.arraycopy(piece, 0, whole, at, taken);
            at += taken;
        }
        return whole;
    }

    /** Lets go of all. */
    public void clear() {
        pieces.clear();
        room = 0;
        size = 0;
        inLast = 0;
    }
}
