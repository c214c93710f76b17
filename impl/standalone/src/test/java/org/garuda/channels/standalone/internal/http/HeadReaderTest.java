package org.garuda.channels.standalone.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.garuda.channels.standalone.internal.http.BadRequestException.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which heads are taken, and which are refused as what. */
class HeadReaderTest {

    private static final String LINE = "GET /a HTTP/1.1\r\n";
    private static final String HOST = "Host: h\r\n";

    private static HeadReader reader() {
        return new HeadReader(1000, 10, bytes -> true);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static RequestHead read(String head) throws BadRequestException {
        return whole(reader().read(bytes(head)));
    }

    private static RequestHead whole(@Nullable RequestHead head) {
        return Objects.requireNonNull(head, "the head has not come to its end");
    }

    private static Fault fault(String head) {
        return assertThrows(BadRequestException.class, () -> reader().read(bytes(head)))
                .fault();
    }

    @Test
    void aHeadIsTakenWhereverItIsCut() throws Exception {
        String head = "PUT /a/b?c=d&e HTTP/1.1\r\nhost: h\r\nX: 1\r\nx:\t2 \r\nContent-Length: 17\r\n\r\n";
        HeadReader reader = reader();
        for (int i = 0; i < head.length() - 1; i++) {
            assertNull(reader.read(bytes(head.substring(i, i + 1))));
        }
        RequestHead read = whole(reader.read(bytes(head.substring(head.length() - 1))));
        assertEquals("PUT", read.method());
        assertEquals("/a/b", read.path());
        assertEquals("c=d&e", read.query());
        assertEquals(List.of("1", "2"), read.headers().get("X"));
        assertEquals(17, read.contentLength());
        assertTrue(read.keepsAlive());
    }

    @Test
    void whatComesBehindAHeadIsLeft() throws Exception {
        ByteBuffer in = bytes(LINE + HOST + "\r\nGET");
        whole(reader().read(in));
        assertEquals(3, in.remaining());
    }

    @Test
    void emptyLinesBeforeARequestAreSkipped() throws Exception {
        assertEquals("/a", read("\r\n\r\n" + LINE + HOST + "\r\n").path());
    }

    @Test
    void aWholeAddressNamesAPathOfThisServer() throws Exception {
        assertEquals(
                "/x",
                read("GET http://elsewhere:80/x?y HTTP/1.1\r\n" + HOST + "\r\n").path());
        assertEquals(
                "y",
                read("GET HTTPS://elsewhere?y HTTP/1.1\r\n" + HOST + "\r\n").query());
    }

    @Test
    void anOldClientNamesNoHostAndEndsTheConnection() throws Exception {
        assertFalse(read("GET / HTTP/1.0\r\n\r\n").keepsAlive());
        assertTrue(read("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").keepsAlive());
    }

    @Test
    void chunksHaveNoLength() throws Exception {
        assertEquals(
                -1, read(LINE + HOST + "Transfer-Encoding: Chunked\r\n\r\n").contentLength());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5\r\nContent-Length: 5\r\n",
                "Content-Length: 5, 5\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: -5\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length:\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length : 5\r\n",
                "X : 1\r\n",
                " X: 1\r\n",
                "X: 1\r\n folded\r\n",
                "X: 1\r\n\tfolded\r\n",
                "X\r\n",
                ": 1\r\n",
                "X\u0001: 1\r\n",
                "X: a\u0000b\r\n",
                "X: a\u0001b\r\n",
                "X: a\rb\r\n",
                "X: a\n",
                "X: a\nY: b\r\n",
                "Host: other\r\n"
            })
    void whatTwoServersMightReadDifferentlyIsMalformed(String lines) {
        assertEquals(Fault.MALFORMED, fault(LINE + HOST + lines + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a\r\n",
                "GET  /a HTTP/1.1\r\n",
                "GET /a HTTP/1.1 \r\n",
                "G\u0000T /a HTTP/1.1\r\n",
                "GET /a\u0000b HTTP/1.1\r\n",
                "GET /a\tb HTTP/1.1\r\n",
                "G(T /a HTTP/1.1\r\n",
                "GET a HTTP/1.1\r\n",
                "GET /a http/1.1\r\n",
                "GET /a HTTP/1.1\n",
                "\u0016\u0003\u0001\u0002\n"
            })
    void aFirstLineThatIsNoneIsMalformed(String line) {
        assertEquals(Fault.MALFORMED, fault(line + HOST + "\r\n"));
    }

    @Test
    void aRequestWithoutHostIsMalformed() {
        assertEquals(Fault.MALFORMED, fault(LINE + "\r\n"));
    }

    @Test
    void whatThisServerDoesNotDoIsSaid() {
        assertEquals(Fault.UNKNOWN_CODING, fault(LINE + HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n"));
        assertEquals(Fault.UNKNOWN_CODING, fault(LINE + HOST + "Transfer-Encoding: xchunked\r\n\r\n"));
        assertEquals(Fault.UNKNOWN_EXPECTATION, fault(LINE + HOST + "Expect: miracles\r\n\r\n"));
        assertEquals(Fault.UNKNOWN_VERSION, fault("GET / HTTP/2.0\r\n" + HOST + "\r\n"));
    }

    @Test
    void aHeadAtTheLimitIsTakenAndOneByteMoreIsNot() throws Exception {
        String start = LINE + HOST + "X: ";
        int left = 1000 - start.length() - 4;
        whole(read(start + "x".repeat(left) + "\r\n\r\n"));
        assertEquals(Fault.HEAD_TOO_BIG, fault(start + "x".repeat(left + 1) + "\r\n\r\n"));
        assertEquals(Fault.HEAD_TOO_BIG, fault(start + "x".repeat(2000)));
    }

    @Test
    void asManyLinesAsTheLimitAreTakenAndOneMoreIsNot() throws Exception {
        whole(read(LINE + HOST + "X: 1\r\n".repeat(9) + "\r\n"));
        assertEquals(Fault.TOO_MANY_LINES, fault(LINE + HOST + "X: 1\r\n".repeat(10)));
    }

    @Test
    void aHeadIsHeldAsItComesAndNotAtAllWithoutRoom() throws Exception {
        int[] asked = new int[1];
        HeadReader reader = new HeadReader(32_768, 10, bytes -> (asked[0] += bytes) < 2048);
        assertNull(reader.read(bytes(LINE)));
        assertEquals(512, asked[0]);
        assertEquals(
                Fault.EVICTED,
                assertThrows(BadRequestException.class, () -> reader.read(bytes("X: " + "x".repeat(4000))))
                        .fault());
    }
}
