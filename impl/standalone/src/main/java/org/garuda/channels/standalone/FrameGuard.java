package org.garuda.channels.standalone;

import java.nio.ByteBuffer;

/**
 * Reads along with the frame headers of a connection (RFC 6455, section 5.2), so that a frame over the limit is known by its header: Tyrus would gather it first,
 * and then close with 1011 where 1009 is due.
 */
final class FrameGuard {

    private static final int MASK_BIT = 0x80;
    private static final int MASK_BYTES = 4;

    private final int limit;
    private int headerBytes;
    private int extendedBytes;
    private boolean masked;
    private long length;
    private long bodyLeft;
    private boolean tooBig;

    FrameGuard(int limit) {
        this.limit = limit;
    }

    /** Whether a frame over the limit has been announced; nothing after that is to be read. */
    boolean isTooBig() {
        return tooBig;
    }

    /**
     * Looks at the next bytes, without consuming them.
     *
     * @return how many of them come before a frame that is too big; all of them if there is none
     */
    int admit(ByteBuffer data) {
        int start = data.position();
        int frameStart = start;
        int at = start;
        while (at < data.limit()) {
            if (headerBytes == 0 && bodyLeft == 0) {
                frameStart = at;
            }
            if (bodyLeft > 0) {
                long skipped = Math.min(bodyLeft, data.limit() - at);
                bodyLeft -= skipped;
                at += (int) skipped;
            } else {
                header(data.get(at) & 0xff);
                at++;
                if (tooBig) {
                    return frameStart - start;
                }
            }
        }
        return at - start;
    }

    private void header(int next) {
        headerBytes++;
        if (headerBytes == 1) {
            return;
        }
        if (headerBytes == 2) {
            masked = (next & MASK_BIT) != 0;
            length = next & 0x7f;
            extendedBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
            length = extendedBytes > 0 ? 0 : length;
        } else if (headerBytes <= 2 + extendedBytes) {
            length = length << 8 | next;
        }
        if (headerBytes == 2 + extendedBytes && (length > limit || length < 0)) {
            tooBig = true;
        } else if (headerBytes >= 2 + extendedBytes + (masked ? MASK_BYTES : 0)) {
            headerBytes = 0;
            bodyLeft = length;
        }
    }
}
