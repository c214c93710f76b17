package org.garuda.channels.standalone.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a body ends, and which chunks are none. */
class BodyReaderTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private boolean keep(ByteBuffer piece) {
        while (piece.hasRemaining()) {
            out.write(piece.get());
        }
        return true;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String read(long length, String text, int step) throws BadRequestException {
        BodyReader reader = new BodyReader(length);
        int at = 0;
        while (!reader.isDone()) {
            ByteBuffer in = bytes(text.substring(at, Math.min(at + step, text.length())));
            int before = in.remaining();
            assertTrue(before > 0, "the body does not end");
            assertTrue(reader.read(in, this::keep));
            at += before - in.remaining();
        }
        return out.toString(StandardCharsets.ISO_8859_1) + "|" + text.substring(at);
    }

    @Test
    void aLengthEndsTheBody() throws Exception {
        assertEquals("hello|GET", read(5, "helloGET", 3));
        assertTrue(new BodyReader(0).isDone());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void chunksAreJoinedWhereverTheyAreCut(int step) throws Exception {
        String chunks = "5\r\nhello\r\n001;name=\"value\"\r\n,\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\nGET";
        assertEquals("hello,0123456789|GET", read(-1, chunks, step));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "x\r\n",
                "-1\r\n",
                "+1\r\na\r\n",
                "0x1\r\na\r\n",
                " 1\r\na\r\n",
                "1 \r\na\r\n",
                "1\na\n",
                "123456789\r\n",
                "1\r\nab\r\n",
                "1\r\na\n",
                "1\r\na0\r\n",
                "1;\n",
                "1;\u0000\r\n",
                "0\r\nX: 1\n"
            })
    void whatTwoServersMightReadDifferentlyIsMalformed(String chunks) {
        assertThrows(BadRequestException.class, () -> read(-1, chunks + "0\r\n\r\n", 1000));
    }

    @Test
    void extensionsAndTrailersAreBounded() {
        assertThrows(BadRequestException.class, () -> read(-1, "1;" + "x".repeat(5000), 1000));
        assertThrows(BadRequestException.class, () -> read(-1, "0\r\n" + "X: 1\r\n".repeat(5000), 1000));
    }

    @Test
    void whoWantsNoMoreGetsNoMore() throws Exception {
        assertFalse(new BodyReader(10).read(bytes("hello"), piece -> false));
    }
}
