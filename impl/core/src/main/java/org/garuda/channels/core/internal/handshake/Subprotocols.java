package org.garuda.channels.core.internal.handshake;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client offered in {@code Sec-WebSocket-Protocol}: the protocol {@code phoenix}, and in its company a token
 * that a browser has no other way to send.
 *
 * @param acceptable false when something was offered that is neither {@code phoenix} nor, all of it, tokens
 * @param selected {@code phoenix}, or null when none was offered
 * @param token the token's bytes, or null
 * @param tokenReadable false when there was a token that is not base64
 */
public record Subprotocols(
        boolean acceptable, @Nullable String selected, byte @Nullable [] token, boolean tokenReadable) {

    private static final String PHOENIX = "phoenix";
    private static final String TOKEN_PREFIX = "base64url.bearer.phx.";

    /**
     * Reads the header lines as they came; empty list elements do not count, yet a header of nothing else offers
     * nothing that is known.
     */
    public static Subprotocols of(List<String> headerLines) {
        if (headerLines.isEmpty()) {
            return new Subprotocols(true, null, null, true);
        }
        List<String> offered = new ArrayList<>();
        for (String line : headerLines) {
            for (String name : line.split(",")) {
                if (!name.isBlank()) {
                    offered.add(name.trim());
                }
            }
        }
        String encoded = offered.stream()
                .filter(name -> name.startsWith(TOKEN_PREFIX))
                .findFirst()
                .map(name -> name.substring(TOKEN_PREFIX.length()))
                .orElse(null);
        byte[] token = encoded == null ? null : decode(encoded);
        boolean phoenix = offered.contains(PHOENIX);
        boolean onlyTokens = encoded != null && offered.stream().allMatch(name -> name.startsWith(TOKEN_PREFIX));
        return new Subprotocols(
                phoenix || onlyTokens, phoenix ? PHOENIX : null, token, encoded == null || token != null);
    }

    /** Takes both alphabets of base64, padded or not: clients of Phoenix use either. */
    private static byte @Nullable [] decode(String encoded) {
        try {
            return Base64.getDecoder().decode(encoded.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return null; // The handshake answers 403.
        }
    }
}
