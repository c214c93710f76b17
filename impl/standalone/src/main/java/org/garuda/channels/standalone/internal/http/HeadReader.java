package org.garuda.channels.standalone.internal.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.garuda.channels.standalone.internal.http.BadRequestException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the bytes of one head, up to the empty line. What it holds grows by doubling. Not for use by several threads.
 */
public final class HeadReader {

    private static final byte[] NOTHING = {};
    private static final int FIRST_BYTES = 512;

    private final int mostBytes;
    private final int mostLines;
    private final IntPredicate room;
    private byte[] gathered = NOTHING;
    private int size;
    private int lineStart;
    private int lines;

    /**
     * @param mostBytes of the head, the empty line included
     * @param mostLines header lines
     * @param room asked before so many more bytes are held; false refuses the request
     */
    public HeadReader(int mostBytes, int mostLines, IntPredicate room) {
        this.mostBytes = mostBytes;
        this.mostLines = mostLines;
        this.room = room;
    }

    /** How many bytes of a head have come so far. */
    public int size() {
        return size;
    }

    /**
     * Takes bytes, up to the end of the head.
     *
     * @return the head, or null as long as it is not whole
     * @throws BadRequestException as soon as it is known that the request will not be taken
     */
    public @Nullable RequestHead read(ByteBuffer in) throws BadRequestException {
        while (in.hasRemaining()) {
            byte next = in.get();
            if (next == 0) {
                throw BadRequestException.malformed("a head contains no NUL");
            }
            if (size > 0 && gathered[size - 1] == '\r' && next != '\n') {
                throw BadRequestException.malformed("a line ends with CR and LF");
            }
            keep(next);
            if (next == '\n' && endLine()) {
                RequestHead head = HeadParser.parse(gathered, size);
                gathered = NOTHING;
                size = 0;
                lineStart = 0;
                lines = 0;
                return head;
            }
        }
        return null;
    }

    private void keep(byte next) throws BadRequestException {
        if (size == mostBytes) {
            throw new BadRequestException(
                    Fault.HEAD_TOO_BIG, "the head of the request is over the limit of " + mostBytes + " bytes");
        }
        if (size == gathered.length) {
            int capacity = Math.min(mostBytes, Math.max(FIRST_BYTES, size * 2));
            if (!room.test(capacity - size)) {
                throw new BadRequestException(Fault.EVICTED, "the server holds too many unfinished requests");
            }
            gathered = Arrays.copyOf(gathered, capacity);
        }
        gathered[size++] = next;
    }

    /**
     * Whether the line that ends here is the empty one behind the headers. Empty lines before a request are skipped, as
     * RFC 9112, 2.2 has it.
     */
    private boolean endLine() throws BadRequestException {
        int length = size - lineStart;
        if (length < 2 || gathered[size - 2] != '\r') {
            throw BadRequestException.malformed("a line ends with CR and LF");
        }
        if (length == 2 && lineStart == 0) {
            size = 0;
            return false;
        }
        if (length == 2) {
            return true;
        }
        lineStart = size;
        if (lines++ > mostLines) { // The first is the request's own line.
            throw new BadRequestException(
                    Fault.TOO_MANY_LINES, "the request has more than " + mostLines + " header lines");
        }
        return false;
    }
}
