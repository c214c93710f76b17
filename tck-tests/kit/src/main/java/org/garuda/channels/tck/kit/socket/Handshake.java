package org.garuda.channels.tck.kit.socket;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The request that opens a WebSocket, with any part of it replaced, removed or repeated.
 *
 * @param method the request method
 * @param httpVersion what follows {@code HTTP/}
 * @param path the path in place of {@code /socket}, from the server's root; empty: the socket's {@code /websocket}
 * @param query the query with its question mark, sent as it is
 * @param key the Sec-WebSocket-Key; empty: a random one
 * @param headers further headers and replacements; an empty list removes one
 * @param pipelined bytes sent in one write with the request
 * @param answersPings whether the client answers a ping by itself
 * @param answersClose whether the client answers a close frame by itself
 */
public record Handshake(
        String method,
        String httpVersion,
        Optional<String> path,
        String query,
        Optional<String> key,
        Map<String, List<String>> headers,
        byte[] pipelined,
        boolean answersPings,
        boolean answersClose) {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final SecureRandom KEYS = new SecureRandom();

    /** This handshake with a key in any case. */
    public Handshake withKey() {
        byte[] random = new byte[16];
        KEYS.nextBytes(random);
        Optional<String> present =
                Optional.of(key.orElseGet(() -> Base64.getEncoder().encodeToString(random)));
        return new Handshake(method, httpVersion, path, query, present, headers, pipelined, answersPings, answersClose);
    }

    /** The head of the request for the socket at a URL. */
    public byte[] requestHead(URI socket) {
        String socketPath = Urls.path(socket);
        String target = path.map(other -> withoutSocket(socketPath) + other).orElse(socketPath + "/websocket") + query;
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("Host", List.of(Urls.hostHeader(socket)));
        all.put("Connection", List.of("Upgrade"));
        all.put("Upgrade", List.of("websocket"));
        all.put("Sec-WebSocket-Version", List.of("13"));
        all.put("Sec-WebSocket-Key", key.stream().toList());
        all.putAll(headers);
        return HttpMessage.requestHead(method, target, httpVersion, all);
    }

    /** Whether this is what a server has to make of the key. */
    public boolean accepts(String secWebSocketAccept) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] hash = sha1.digest((key.orElse("") + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash).equals(secWebSocketAccept);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String withoutSocket(String path) {
        return path.endsWith("/socket") ? path.substring(0, path.length() - "/socket".length()) : path;
    }
}
