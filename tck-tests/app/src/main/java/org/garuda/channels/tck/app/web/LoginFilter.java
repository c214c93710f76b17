package org.garuda.channels.tck.app.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Logs in at the container who gives {@code login=USER:PASSWORD} in the query; who gives a wrong one is turned away
 * with 401.
 */
@WebFilter(urlPatterns = "/socket/*", asyncSupported = true)
public class LoginFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String PARAMETER = "login=";

    /** Made by the container. */
    public LoginFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String login = login(request);
        int colon = login.indexOf(':');
        if (colon > 0) {
            try {
                request.login(login.substring(0, colon), login.substring(colon + 1));
            } catch (ServletException e) {
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                response.setContentLength(0);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** Not by getParameter, which would read the body of a post. */
    private static String login(HttpServletRequest request) {
        String query = request.getQueryString();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            if (parameter.startsWith(PARAMETER)) {
                return URLDecoder.decode(parameter.substring(PARAMETER.length()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
