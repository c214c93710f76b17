package org.garuda.channels.standalone.internal.websocket;

import java.nio.ByteBuffer;

/** Looks whether bytes that come in pieces are UTF-8 (RFC 3629), without decoding them. */
final class Utf8Check {

    private static final long NOT_ASCII = 0x8080808080808080L;
    private static final int LEAST = 0x80;
    private static final int MOST = 0xbf;

    /** How many bytes the character under way still needs. */
    private int left;

    private int least = LEAST;
    private int most = MOST;

    /** Looks at the next piece, without consuming it; tells false at the first byte that cannot be. */
    boolean accepts(ByteBuffer piece) {
        int at = piece.position();
        int end = piece.limit();
        while (at < end) {
            if (left > 0) {
                if (!goesOn(piece.get(at++) & 0xff)) {
                    return false;
                }
            } else if (end - at >= 8 && (piece.getLong(at) & NOT_ASCII) == 0) {
                at += 8;
            } else {
                int next = piece.get(at++) & 0xff;
                if (next >= LEAST && !begins(next)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether no character is under way. */
    boolean isWhole() {
        return left == 0;
    }

    /** Another text begins. */
    void reset() {
        left = 0;
        least = LEAST;
        most = MOST;
    }

    private boolean goesOn(int next) {
        boolean right = next >= least && next <= most;
        left--;
        least = LEAST;
        most = MOST;
        return right;
    }

    /** No character is written longer than need be, none is a half of a pair, none is beyond the last. */
    private boolean begins(int next) {
        if (next < 0xc2 || next > 0xf4) {
            return false;
        }
        left = next < 0xe0 ? 1 : next < 0xf0 ? 2 : 3;
        least = next == 0xe0 ? 0xa0 : next == 0xf0 ? 0x90 : LEAST;
        most = next == 0xed ? 0x9f : next == 0xf4 ? 0x8f : MOST;
        return true;
    }
}
