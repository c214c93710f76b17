package org.garuda.channels.standalone.internal.http;

import java.nio.ByteBuffer;
import java.util.function.Predicate;

/**
 * Finds the bytes of one body among those of the connection, by its length or in its chunks (RFC 9112, 6 and 7). Not
 * for use by several threads.
 */
public final class BodyReader {

    private static final int MOST_SIZE_DIGITS = 8;
    private static final int MOST_LINE_BYTES = 1024;
    private static final int MOST_TRAILER_BYTES = 8192;

    private enum Part {
        DATA,
        SIZE,
        EXTENSION,
        SIZE_END,
        DATA_END,
        TRAILER,
        TRAILER_END,
        DONE
    }

    private final boolean chunked;
    private Part part;
    private long left;
    private int digits;
    private int lineBytes;
    private int trailerBytes;
    private boolean carriageReturn;

    /** @param contentLength negative for chunks */
    public BodyReader(long contentLength) {
        this.chunked = contentLength < 0;
        this.left = Math.max(contentLength, 0);
        this.part = chunked ? Part.SIZE : left == 0 ? Part.DONE : Part.DATA;
    }

    /** Whether the body has come to its end; what is left of the input belongs to the next request. */
    public boolean isDone() {
        return part == Part.DONE;
    }

    /**
     * Takes bytes, up to the end of the body.
     *
     * @param out takes each piece of the body; false when it wants no more, which ends the reading
     * @return false when {@code out} wanted no more
     * @throws BadRequestException when the chunks are not well-formed
     */
    public boolean read(ByteBuffer in, Predicate<ByteBuffer> out) throws BadRequestException {
        while (in.hasRemaining() && part != Part.DONE) {
            if (part == Part.DATA) {
                if (!data(in, out)) {
                    return false;
                }
            } else {
                framing(in.get());
            }
        }
        return true;
    }

    private boolean data(ByteBuffer in, Predicate<ByteBuffer> out) {
        int size = (int) Math.min(left, in.remaining());
        ByteBuffer piece = in.slice(in.position(), size);
        in.position(in.position() + size);
        left -= size;
        if (left == 0) {
            part = chunked ? Part.DATA_END : Part.DONE;
        }
        return out.test(piece);
    }

    private void framing(byte next) throws BadRequestException {
        switch (part) {
            case SIZE -> size(next);
            case EXTENSION -> extension(next);
            case SIZE_END -> {
                expect(next == '\n');
                part = left == 0 ? Part.TRAILER : Part.DATA;
                lineBytes = 0;
                digits = 0;
            }
            case DATA_END -> {
                expect(next == (carriageReturn ? '\n' : '\r'));
                part = carriageReturn ? Part.SIZE : Part.DATA_END;
                carriageReturn = !carriageReturn;
            }
            case TRAILER -> trailer(next);
            case TRAILER_END -> {
                expect(next == '\n');
                part = lineBytes == 0 ? Part.DONE : Part.TRAILER;
                lineBytes = 0;
            }
            case DATA, DONE -> throw new IllegalStateException("no framing here");
        }
    }

    private void size(byte next) throws BadRequestException {
        int digit = Character.digit(next, 16);
        if (digit >= 0) {
            expect(++digits <= MOST_SIZE_DIGITS);
            left = left * 16 + digit;
            return;
        }
        expect(digits > 0 && (next == ';' || next == '\r'));
        part = next == ';' ? Part.EXTENSION : Part.SIZE_END;
    }

    /** Nobody knows any, so it is skipped. */
    private void extension(byte next) throws BadRequestException {
        expect(++lineBytes <= MOST_LINE_BYTES && next != '\n' && next != 0);
        if (next == '\r') {
            part = Part.SIZE_END;
        }
    }

    /** Headers behind the body; skipped too. */
    private void trailer(byte next) throws BadRequestException {
        expect(++trailerBytes <= MOST_TRAILER_BYTES && next != '\n' && next != 0);
        if (next == '\r') {
            part = Part.TRAILER_END;
        } else {
            lineBytes++;
        }
    }

    private static void expect(boolean wellFormed) throws BadRequestException {
        if (!wellFormed) {
            throw BadRequestException.malformed("the chunks of the body are not well-formed");
        }
    }
}
