package org.garuda.channels.core.internal.handshake;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells whoever asks for a WebSocket in a way that no server can grant what is missing, in Phoenix's words where
 * Phoenix has any.
 */
public final class UpgradeAdvice {

    private UpgradeAdvice() {}

    /** What is wrong with a request that is no handshake, as plain text. */
    public static String on(Map<String, List<String>> headers) {
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
