package org.garuda.channels.standalone;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** An answer to a plain HTTP request. Immutable but for the array of its body; {@code with…} makes a changed copy. */
public final class HttpResponse {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private HttpResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * An answer without a body.
     *
     * @param status the HTTP status, from 200 to 599
     * @return the answer
     * @throws IllegalArgumentException when it is another number
     */
    public static HttpResponse of(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("the status of an answer is from 200 to 599, but is " + status);
        }
        return new HttpResponse(status, Map.of(), new byte[0]);
    }

    /**
     * An answer of plain text.
     *
     * @param status the HTTP status, from 200 to 599
     * @param text the body, written in UTF-8
     * @return the answer
     * @throws IllegalArgumentException when the status is another number
     */
    public static HttpResponse text(int status, String text) {
        return of(status).withBody("text/plain; charset=utf-8", text);
    }

    /**
     * A copy with a header, in place of one of the same name. The length, the date and what concerns the connection are
     * set by the server.
     *
     * @param name the name
     * @param value the value
     * @return the copy
     */
    public HttpResponse withHeader(String name, String value) {
        TreeMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        copy.put(name, value);
        return new HttpResponse(status, Collections.unmodifiableMap(copy), body);
    }

    /**
     * A copy with a body.
     *
     * @param contentType its type
     * @param bytes the body
     * @return the copy
     */
    public HttpResponse withBody(String contentType, byte[] bytes) {
        return new HttpResponse(status, withHeader("Content-Type", contentType).headers, bytes);
    }

    /**
     * A copy with a body of text.
     *
     * @param contentType its type, which should say {@code charset=utf-8}
     * @param text the body, written in UTF-8
     * @return the copy
     */
    public HttpResponse withBody(String contentType, String text) {
        return withBody(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The status.
     *
     * @return the HTTP status
     */
    public int status() {
        return status;
    }

    /**
     * The headers.
     *
     * @return unmodifiable; without those that the server sets
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return its bytes
     */
    public byte[] body() {
        return body;
    }
}
