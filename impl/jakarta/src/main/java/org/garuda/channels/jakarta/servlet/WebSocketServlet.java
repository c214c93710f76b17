package org.garuda.channels.jakarta.servlet;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Executor;
import org.garuda.channels.core.engine.Admission;
import org.garuda.channels.core.engine.Socket;
import org.garuda.channels.jakarta.websocket.Passage;
import org.garuda.channels.jakarta.websocket.Upgrader;
import org.jspecify.annotations.Nullable;

/**
 * The public address of a socket. A request is judged here, after the application's own filters and with everything it says at hand; only a client that may
 * come in reaches the container's WebSocket. Whoever is turned away gets a status and an empty body.
 */
final class WebSocketServlet implements Servlet {

    private final Socket socket;
    private final Upgrader upgrader;
    private final Executor executor;
    private @Nullable ServletConfig config;

    WebSocketServlet(Socket socket, Upgrader upgrader, Executor executor) {
        this.socket = socket;
        this.upgrader = upgrader;
        this.executor = executor;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) {
        serve((HttpServletRequest) request, (HttpServletResponse) response);
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) {
        String below = request.getPathInfo();
        if (below != null && !below.equals("/")) {
            answer(response, HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        int refusal = Requests.refusal(request);
        if (refusal != Requests.OK) {
            if (refusal == Requests.UPGRADE_REQUIRED) {
                response.setHeader("Sec-WebSocket-Version", Requests.VERSION);
            }
            answer(response, refusal);
            return;
        }
        Admission admission = socket.admitWebSocket(Requests.snapshot(request));
        if (admission instanceof Admission.Refused refused) {
            answer(response, refused.status());
        } else if (admission instanceof Admission.Admitted admitted) {
            Passage passage =
                    new Passage(admitted.conversation(), socket.config().timeouts(), executor);
            if (!upgrader.upgrade(request, response, passage) && !response.isCommitted()) {
                answer(response, HttpServletResponse.SC_BAD_REQUEST); // Some containers just return.
            }
        }
    }

    /** Not by sendError, which brings the container's or the application's error page. */
    private static void answer(HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }

    @Override
    public void init(ServletConfig given) {
        config = given;
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public String getServletInfo() {
        return "Garuda Channels on " + socket.config().path();
    }

    @Override
    public void destroy() {
        // The engine is stopped by whoever started it.
    }
}
