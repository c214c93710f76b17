package org.garuda.channels.core.internal.relay;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.QueryString;
import org.jspecify.annotations.Nullable;

/** What requests of clients that poll say. */
public final class LongPollHeaders {

    private static final String TOKEN = "x-phoenix-longpoll-token";
    private static final String TOKEN_PARAMETER = "token";
    private static final String ACK = "x-longpoll-ack";
    private static final String TYPE = "content-type";
    private static final String BATCH_TYPE = "application/x-ndjson";

    private LongPollHeaders() {}

    /** The session's token, or null. The header counts before the parameter, which gets into logs. */
    public static @Nullable String token(HandshakeRequest request) {
        String header = request.header(TOKEN);
        if (header != null) {
            return header;
        }
        Optional<Map<String, String>> parameters = QueryString.decode(request.rawQuery());
        return parameters.map(map -> map.get(TOKEN_PARAMETER)).orElse(null);
    }

    /** The number of the last answer that the client has, or null when it does not say. */
    public static @Nullable Long acknowledged(HandshakeRequest request) {
        String number = request.header(ACK);
        try {
            return number == null ? null : Long.valueOf(number.trim());
        } catch (NumberFormatException e) {
            return null; // As if nothing had been said.
        }
    }

    /** Whether a post has a frame on each line. */
    public static boolean isBatch(HandshakeRequest request) {
        String type = request.header(TYPE);
        return type != null
                && type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals(BATCH_TYPE);
    }

    /** What another node has to know of a request. */
    public static Map<String, String> forwarded(HandshakeRequest request, String token) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(TOKEN, token);
        for (String name : new String[] {ACK, TYPE}) {
            String value = request.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
