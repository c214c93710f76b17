package org.garuda.channels.tck.kit.socket;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The heads of HTTP messages, written without any check and read leniently. */
public final class HttpMessage {

    private static final String LINE_END = "\r\n";

    private HttpMessage() {}

    /**
     * A response's head.
     *
     * @param status the status code; empty when the first line is not HTTP's
     * @param headers by name in lower case; values of repeated headers are joined by {@code " || "}
     * @param bodyStart where in the bytes the body begins
     */
    public record ResponseHead(OptionalInt status, Map<String, String> headers, int bodyStart) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** A request's head; a header with several values becomes several lines, one without any is left out. */
    public static byte[] requestHead(String method, String target, String version, Map<String, List<String>> headers) {
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/")
                .append(version)
                .append(LINE_END);
        headers.forEach((name, values) -> values.forEach(
                value -> head.append(name).append(": ").append(value).append(LINE_END)));
        return Utf8.encode(head.append(LINE_END).toString());
    }

    /** Where the head ends and the body starts; -1 while the head is incomplete. */
    public static int endOfHead(byte[] bytes) {
        for (int i = 3; i < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Reads a head that ends where {@link #endOfHead} says. */
    public static ResponseHead responseHead(byte[] bytes, int end) {
        String[] lines = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).split(LINE_END);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
                headers.merge(name, lines[i].substring(colon + 1).strip(), (first, next) -> first + " || " + next);
            }
        }
        return new ResponseHead(status(lines[0]), headers, end);
    }

    private static OptionalInt status(String line) {
        String[] parts = line.split(" ", 3);
        boolean http = parts.length > 1 && parts[0].startsWith("HTTP/") && parts[1].matches("\\d{3}");
        return http ? OptionalInt.of(Integer.parseInt(parts[1])) : OptionalInt.empty();
    }
}
