package org.garuda.channels.core.internal.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PiecesTest {

    private static final int MOST = 1_000_000;

    private final Pieces pieces = new Pieces(256);

    @Test
    void whatCameIsJoinedHoweverItWasCut() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] sent = new byte[MOST];
        random.nextBytes(sent);
        int at = 0;
        while (at < MOST) {
            int next = Math.min(MOST - at, 1 + random.nextInt(20_000));
            gather(ByteBuffer.wrap(sent, at, next));
            at += next;
        }
        assertEquals(MOST, pieces.room());
        assertArrayEquals(sent, pieces.joined(), "seed " + seed);
    }

    @Test
    void piecesDoubleUpToAQuarterOfAMebibyte() {
        int pieceCount = 0;
        while (pieces.size() < MOST) {
            int before = pieces.room();
            gather(ByteBuffer.allocate(Math.min(100, MOST - pieces.size())));
            pieceCount += pieces.room() == before ? 0 : 1;
            assertTrue(pieces.room() - before <= 256 * 1024);
        }
        assertEquals(14, pieceCount);
    }

    @Test
    void aPieceThatIsAllThereIsIsNotCopied() {
        gather(ByteBuffer.allocate(300));
        assertEquals(300, pieces.room());
        assertSame(pieces.joined(), pieces.joined());
    }

    @Test
    void nothingIsHeldAfterwards() {
        gather(ByteBuffer.allocate(300));
        pieces.clear();
        assertEquals(0, pieces.room());
        assertArrayEquals(new byte[0], pieces.joined());
    }

    private void gather(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (pieces.isFull()) {
                pieces.grow(pieces.next(bytes.remaining(), MOST));
            }
            pieces.take(bytes);
        }
    }
}
