package org.garuda.channels.jakarta.internal.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.Headers;
import org.jspecify.annotations.Nullable;

/** Copies what HTTP requests say, which servers forget. */
final class Requests {

    private Requests() {}

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
                () -> session(request),
                () -> isLoggedIn(request));
    }

    /**
     * Whether the container knows who it is, though a filter may hide that; what a filter alone believes counts too,
     * since some containers wrap requests themselves.
     */
    private static boolean isLoggedIn(HttpServletRequest request) {
        ServletRequest innermost = request;
        while (innermost instanceof ServletRequestWrapper wrapper) {
            innermost = wrapper.getRequest();
        }
        return request.getUserPrincipal() != null
                || innermost instanceof HttpServletRequest own && own.getUserPrincipal() != null;
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

    private static List<String> values(@Nullable Enumeration<String> values) {
        return values == null ? List.of() : Collections.list(values);
    }
}
