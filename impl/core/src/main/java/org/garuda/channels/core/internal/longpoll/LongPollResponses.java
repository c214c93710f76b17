package org.garuda.channels.core.internal.longpoll;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.JsonStrings;
import org.jspecify.annotations.Nullable;

/** Words the answers. */
final class LongPollResponses {

    /** Names the number of an answer that brought messages, so that a client can say which one it got last. */
    static final String BATCH_HEADER = "x-longpoll-batch";

    static final int OK = 200;
    static final int NO_MESSAGES = 204;
    static final int MALFORMED = 400;
    static final int FORBIDDEN = 403;
    static final int GONE = 410;
    static final int TOO_BIG = 413;
    static final int TOO_MANY = 429;
    static final int UNAVAILABLE = 500;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final String MAX_AGE_SECONDS = "3600";

    /** What every answer with a status in its body has, but a {@linkplain #foreign refusal of the page}. */
    static final Map<String, String> HEADERS = Map.of(
            "access-control-allow-origin", "*",
            "cache-control", "no-store",
            "content-type", "application/json; charset=utf-8");

    private LongPollResponses() {}

    /**
     * What may be sent of a poll's answer before it is there: nothing where the client acknowledges, since it wants the
     * number of the answer among the headers.
     */
    static Map<String, String> head(@Nullable Long acknowledged) {
        return acknowledged == null ? HEADERS : Map.of();
    }

    /** Nothing but a status. */
    static LongPollResponse status(int status) {
        return json(HEADERS, "{\"status\":" + status + "}");
    }

    /** A status with a word on why. */
    static LongPollResponse error(int status, String what) {
        return json(HEADERS, "{\"status\":" + status + ",\"error\":" + JsonStrings.quote(what) + "}");
    }

    /** A refusal that the page it is for must not be able to read. */
    static LongPollResponse foreign(String why) {
        Map<String, String> headers = new TreeMap<>(HEADERS);
        headers.remove("access-control-allow-origin");
        return json(headers, "{\"status\":" + FORBIDDEN + ",\"error\":" + JsonStrings.quote(why) + "}");
    }

    /** There is no room for a body; the connection is closed after it. */
    static LongPollResponse evicted(String what) {
        return plain(BodyProblem.EVICTED.status(), what);
    }

    /** A status of HTTP itself, when the connection is closed after it. */
    static LongPollResponse plain(int status, String what) {
        return new LongPollResponse(status, HEADERS, error(status, what).body());
    }

    /**
     * No messages, but a token: the start of a session ({@link #GONE}), or the end of the window ({@link
     * #NO_MESSAGES}).
     */
    static LongPollResponse empty(int status, String token) {
        return json(HEADERS, "{\"messages\":[],\"status\":" + status + ",\"token\":\"" + token + "\"}");
    }

    /** Messages. */
    static LongPollResponse messages(List<Frame> frames, long number, String token) {
        int size = 64 + token.length();
        for (Frame frame : frames) {
            size += frame.length() * 5 / 4 + 4;
        }
        ByteWriter body = new ByteWriter(size).ascii("{\"messages\":[");
        boolean first = true;
        for (Frame frame : frames) {
            if (!first) {
                body.ascii(",");
            }
            first = false;
            if (frame.isBinary()) {
                body.ascii("\"")
                        .bytes(Base64.getEncoder().encode(frame.payload()))
                        .ascii("\"");
            } else {
                body.quoted(frame.array(), frame.payloadOffset());
            }
        }
        body.ascii("],\"status\":200,\"token\":\"").ascii(token).ascii("\"}");
        Map<String, String> headers = new TreeMap<>(HEADERS);
        headers.put(BATCH_HEADER, Long.toString(number));
        headers.put("access-control-expose-headers", BATCH_HEADER);
        return new LongPollResponse(OK, headers, body.toByteArray());
    }

    /** What a browser wants to know before it asks from a page of another origin. */
    static LongPollResponse preflight(@Nullable String wantedHeaders) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("access-control-allow-origin", "*");
        headers.put("access-control-allow-methods", "GET, POST, OPTIONS");
        headers.put("access-control-max-age", MAX_AGE_SECONDS);
        if (wantedHeaders != null && wantedHeaders.matches("[A-Za-z0-9_, -]{1,1000}")) {
            headers.put("access-control-allow-headers", wantedHeaders);
        }
        return new LongPollResponse(OK, headers, new byte[0]);
    }

    /** A method that nobody speaks here; in HTTP's own words, since no client of ours asks so. */
    static LongPollResponse badMethod() {
        return new LongPollResponse(BAD_REQUEST, Map.of("access-control-allow-origin", "*"), new byte[0]);
    }

    static LongPollResponse notFound() {
        byte[] body = "not found".getBytes(StandardCharsets.US_ASCII);
        return new LongPollResponse(NOT_FOUND, Map.of("content-type", "text/plain; charset=utf-8"), body);
    }

    private static LongPollResponse json(Map<String, String> headers, String body) {
        return new LongPollResponse(OK, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
