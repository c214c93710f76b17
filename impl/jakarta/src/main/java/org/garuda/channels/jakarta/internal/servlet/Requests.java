package org.garuda.channels.jakarta.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP requests: whether they ask for a WebSocket rightly, on which servers disagree, and what they say, which
 * servers forget.
 */
final class Requests {

    static final int OK = 0;
    static final int UPGRADE_REQUIRED = 426;

    /** The version of the WebSocket protocol. */
    static final String VERSION = "13";

    private static final int BAD_REQUEST = 400;
    private static final int KEY_BYTES = 16;

    private Requests() {}

    /** The status that a request for a WebSocket must be refused with, or {@link #OK}. */
    static int refusal(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())
                || !"HTTP/1.1".equals(request.getProtocol())
                || !names(request, "Upgrade", "websocket")
                || !names(request, "Connection", "upgrade")
                || !isKey(request.getHeader("Sec-WebSocket-Key"))) {
            return BAD_REQUEST;
        }
        return VERSION.equals(request.getHeader("Sec-WebSocket-Version")) ? OK : UPGRADE_REQUIRED;
    }

    /**
     * A copy of what the request says, with the user that the application's filters or the container have found.
     *
     * @param roles those that matter; the container tells which of them the user has
     */
    static HandshakeRequest snapshot(HttpServletRequest request, Set<String> roles) {
        Headers headers = new Headers();
        for (String name : values(request.getHeaderNames())) {
            for (String value : values(request.getHeaders(name))) {
                headers.add(name, value);
            }
        }
        return new HandshakeRequest(
                request.getQueryString(),
                headers.toMap(),
                request.getUserPrincipal(),
                request.getRemoteAddr(),
                roles.stream().filter(role -> isInRole(request, role)).collect(Collectors.toSet()),
                () -> session(request));
    }

    /** The attributes of the session that the request belongs to, if there is one. */
    private static Map<String, Object> session(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Map<String, Object> attributes = new HashMap<>();
        if (session != null) {
            for (String name : values(session.getAttributeNames())) {
                Object value = session.getAttribute(name);
                if (value != null) { // Removed by another request meanwhile.
                    attributes.put(name, value);
                }
            }
        }
        return attributes;
    }

    /** Whoever has logged in is in the role {@code **}, though not every server says so. */
    private static boolean isInRole(HttpServletRequest request, String role) {
        return role.equals("**") && request.getUserPrincipal() != null || request.isUserInRole(role);
    }

    private static boolean names(HttpServletRequest request, String header, String token) {
        for (String line : values(request.getHeaders(header))) {
            for (String part : line.split(",")) {
                if (part.trim().toLowerCase(Locale.ROOT).equals(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key.trim()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> values(@Nullable Enumeration<String> values) {
        return values == null ? List.of() : Collections.list(values);
    }
}
