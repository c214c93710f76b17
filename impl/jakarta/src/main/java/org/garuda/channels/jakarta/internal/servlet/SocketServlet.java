package org.garuda.channels.jakarta.internal.servlet;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A public address of a socket. It is not serializable, unlike what {@code HttpServlet} would make it. */
abstract class SocketServlet implements Servlet {

    private final String path;
    private @Nullable ServletConfig config;

    SocketServlet(String path) {
        this.path = path;
    }

    /** Answers a request, on the container's thread. */
    abstract void serve(HttpServletRequest request, HttpServletResponse response) throws IOException;

    @Override
    public final void service(ServletRequest request, ServletResponse response) throws IOException {
        serve((HttpServletRequest) request, (HttpServletResponse) response);
    }

    @Override
    public final void init(ServletConfig given) {
        config = given;
    }

    @Override
    public final @Nullable ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public final String getServletInfo() {
        return "Garuda Channels on " + path;
    }

    @Override
    public final void destroy() {
        // The engine is stopped by whoever started it.
    }
}
