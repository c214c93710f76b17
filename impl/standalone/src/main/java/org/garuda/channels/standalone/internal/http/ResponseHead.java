package org.garuda.channels.standalone.internal.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Writes the head of an answer. */
public final class ResponseHead {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder(256);

    /** Begins with a status. */
    public ResponseHead(int status) {
        text.append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(Status.reason(status))
                .append("\r\n");
        if (status >= 200) {
            header("Date", DATE.format(Instant.now()));
        }
    }

    /**
     * Adds headers.
     *
     * @throws IllegalArgumentException when a name or value would end its line
     */
    public ResponseHead headers(Map<String, String> headers) {
        headers.forEach(this::header);
        return this;
    }

    /**
     * Adds a header.
     *
     * @throws IllegalArgumentException when the name or value would end its line
     */
    public ResponseHead header(String name, String value) {
        if (!isLine(name) || !isLine(value) || name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a header of an answer contains no control characters: " + name.strip());
        }
        text.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    /** All of it, with the empty line. */
    public byte[] bytes() {
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isLine(String part) {
        return part.chars().allMatch(c -> c >= ' ' && c != 0x7f || c == '\t');
    }
}
