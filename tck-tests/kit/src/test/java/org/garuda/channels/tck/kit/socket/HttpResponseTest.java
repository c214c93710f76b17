package org.garuda.channels.tck.kit.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseTest {

    private static final String LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKS =
            "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {LENGTH, CHUNKS})
    void aResponseIsCompleteWithItsLastByteAndNotBefore(String text) {
        byte[] bytes = bytes(text);
        for (int length = 0; length <= bytes.length; length++) {
            boolean complete = HttpResponse.isComplete(Arrays.copyOf(bytes, length), "GET");
            assertEquals(length == bytes.length, complete, text.substring(0, length));
        }
        assertEquals(OptionalInt.of(200), HttpResponse.of(bytes).status());
        assertEquals("hello", Utf8.decode(HttpResponse.of(bytes).body().orElseThrow()));
    }

    @Test
    void aResponseToHeadHasNoBodyWhateverItsLength() {
        assertEquals(true, HttpResponse.isComplete(bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"), "HEAD"));
    }

    @Test
    void whatIsNotHttpHasNoStatus() {
        assertEquals(OptionalInt.empty(), HttpResponse.of(bytes("")).status());
        assertEquals(
                OptionalInt.empty(),
                HttpResponse.of(bytes("HTTP/1.1 200 OK\r\n")).status());
        assertEquals(
                OptionalInt.empty(), HttpResponse.of(bytes("hello\r\n\r\n")).status());
    }

    @Test
    void repeatedHeadersAreKept() {
        byte[] bytes = bytes("HTTP/1.1 101 x\r\nA: 1\r\nb:2\r\na:  3 \r\n\r\n");
        HttpMessage.ResponseHead head = HttpMessage.responseHead(bytes, HttpMessage.endOfHead(bytes));
        assertEquals("1 || 3", head.header("a"));
        assertEquals("2", head.header("b"));
        assertEquals("", head.header("c"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
