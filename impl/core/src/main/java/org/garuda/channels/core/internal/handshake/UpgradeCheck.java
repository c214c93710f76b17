package org.garuda.channels.core.internal.handshake;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request asks for a WebSocket rightly (RFC 6455, section 4.2.1): the only check of its headers, for every
 * server, since containers disagree on it. What is missing is said in Phoenix's words where Phoenix has any.
 */
public final class UpgradeCheck {

    private static final String VERSION = "13";
    private static final int BAD_REQUEST = 400;
    private static final int UPGRADE_REQUIRED = 426;
    private static final int KEY_BYTES = 16;

    private UpgradeCheck() {}

    /**
     * What a request that is no handshake is answered with.
     *
     * @param status the HTTP status
     * @param headers of the answer, besides those of its body
     * @param text the body in plain text, without a line's end; may be empty
     */
    public record Refusal(int status, Map<String, String> headers, String text) {}

    /**
     * Looks at a request.
     *
     * @param http11 whether it came over HTTP/1.1
     * @param headers names without regard to case
     * @return null when it is a handshake
     */
    public static @Nullable Refusal refusal(String method, boolean http11, Map<String, List<String>> headers) {
        if (!method.equals("GET")
                || !http11
                || !Headers.listsToken(headers, "Upgrade", "websocket")
                || !Headers.listsToken(headers, "Connection", "upgrade")
                || !isKey(first(headers, "Sec-WebSocket-Key"))) {
            return new Refusal(BAD_REQUEST, Map.of(), advice(headers));
        }
        return VERSION.equals(first(headers, "Sec-WebSocket-Version"))
                ? null
                : new Refusal(UPGRADE_REQUIRED, Map.of("Sec-WebSocket-Version", VERSION), "");
    }

    private static String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key.trim()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String advice(Map<String, List<String>> headers) {
        if (lacks(headers, "Connection", "upgrade")) {
            return must("connection", "upgrade", headers.getOrDefault("Connection", List.of()));
        }
        if (lacks(headers, "Upgrade", "websocket")) {
            return must("upgrade", "websocket", headers.getOrDefault("Upgrade", List.of()));
        }
        return "a WebSocket needs GET over HTTP/1.1, and a 'sec-websocket-key' header of 16 bytes in base64";
    }

    private static boolean lacks(Map<String, List<String>> headers, String name, String token) {
        return headers.getOrDefault(name, List.of()).stream()
                .noneMatch(value -> value.toLowerCase(Locale.ROOT).contains(token));
    }

    private static String must(String name, String token, List<String> got) {
        String list = got.stream().map(value -> '"' + value + '"').collect(Collectors.joining(", ", "[", "]"));
        return "'" + name + "' header must contain '" + token + "', got " + list;
    }
}
