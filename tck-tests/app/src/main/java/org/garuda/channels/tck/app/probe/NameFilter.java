package org.garuda.channels.tck.app.probe;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/**
 * Believes everybody who gives a name in the parameter {@code name}: as an application's own filter does with better
 * proof.
 */
@WebFilter(urlPatterns = "/socket/*", asyncSupported = true)
public class NameFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public NameFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String query = request.getQueryString();
        int parameter = query == null ? -1 : query.indexOf("name=");
        if (parameter < 0) {
            chain.doFilter(request, response);
            return;
        }
        String name = query.substring(parameter + "name=".length()).replaceFirst("&.*", "");
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public Principal getUserPrincipal() {
                        return () -> name;
                    }
                },
                response);
    }
}
