package org.garuda.channels.tck.kit.socket;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came back on a connection.
 *
 * @param status the status code; empty when there was no HTTP response
 * @param body the body, decoded from chunks; empty when there was no HTTP response
 */
public record HttpResponse(OptionalInt status, Optional<byte[]> body) {

    public static HttpResponse none() {
        return new HttpResponse(OptionalInt.empty(), Optional.empty());
    }

    /**
     * The response in these bytes, or as much of it as has arrived.
     *
     * @param received everything that came on the connection
     * @return the response
     */
    public static HttpResponse of(byte[] received) {
        int end = HttpMessage.endOfHead(received);
        if (end < 0) {
            return none();
        }
        HttpMessage.ResponseHead head = HttpMessage.responseHead(received, end);
        byte[] rest = Arrays.copyOfRange(received, end, received.length);
        return new HttpResponse(
                head.status(), Optional.of(isChunked(head) ? Chunks.of(rest).body() : rest));
    }

    /**
     * Whether nothing more can follow, so that the server need not close the connection to end the response.
     *
     * @param received everything that came on the connection
     * @param method the method of the request
     * @return true when the response says so itself
     */
    public static boolean isComplete(byte[] received, String method) {
        int end = HttpMessage.endOfHead(received);
        if (end < 0) {
            return false;
        }
        HttpMessage.ResponseHead head = HttpMessage.responseHead(received, end);
        if (method.equals("HEAD")) {
            return true;
        }
        if (isChunked(head)) {
            return Chunks.of(Arrays.copyOfRange(received, end, received.length)).complete();
        }
        String length = head.header("content-length");
        return length.matches("\\d{1,18}") && received.length - end >= Long.parseLong(length);
    }

    private static boolean isChunked(HttpMessage.ResponseHead head) {
        return head.header("transfer-encoding").contains("chunked");
    }

    private record Chunks(byte[] body, boolean complete) {

        static Chunks of(byte[] bytes) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int at = 0;
            for (; ; ) {
                int lineEnd = lineEnd(bytes, at);
                int size = lineEnd < 0 ? -1 : size(bytes, at, lineEnd);
                if (size <= 0) {
                    return new Chunks(body.toByteArray(), size == 0 && lineEnd(bytes, lineEnd + 2) >= 0);
                }
                int start = lineEnd + 2;
                body.write(bytes, start, Math.min(size, Math.max(0, bytes.length - start)));
                if (bytes.length - start < size + 2) {
                    return new Chunks(body.toByteArray(), false);
                }
                at = start + size + 2;
            }
        }

        private static int lineEnd(byte[] bytes, int from) {
            for (int i = from; i + 1 < bytes.length; i++) {
                if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                    return i;
                }
            }
            return -1;
        }

        /** -1 when the line does not begin with a size. */
        private static int size(byte[] bytes, int from, int to) {
            int size = 0;
            int i = from;
            while (i < to && Character.digit(bytes[i], 16) >= 0 && size < 1 << 24) {
                size = size << 4 | Character.digit(bytes[i++], 16);
            }
            return i == from ? -1 : size;
        }
    }
}
