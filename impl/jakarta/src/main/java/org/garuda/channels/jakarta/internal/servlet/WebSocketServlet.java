package org.garuda.channels.jakarta.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.handshake.UpgradeCheck;
import org.garuda.channels.jakarta.internal.websocket.AcceptedClient;
import org.garuda.channels.jakarta.internal.websocket.Upgrader;

/**
 * The public address of a socket. A request is judged here, after the application's own filters and with everything it
 * says at hand; only a client that may come in reaches the container's WebSocket. Whoever is turned away gets a status,
 * and pages the setting that would let them in; whoever did not ask for a WebSocket is told how.
 */
final class WebSocketServlet extends SocketServlet {

    private final ChannelSocket socket;
    private final Upgrader upgrader;
    private final Executor executor;

    WebSocketServlet(ChannelSocket socket, Upgrader upgrader, Executor executor) {
        super(socket.settings().path());
        this.socket = socket;
        this.upgrader = upgrader;
        this.executor = executor;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String below = request.getPathInfo();
        if (below != null && !below.equals("/")) {
            answer(response, HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        HandshakeRequest asked = Requests.snapshot(request, socket.roles());
        UpgradeCheck.Refusal refusal =
                UpgradeCheck.refusal(request.getMethod(), "HTTP/1.1".equals(request.getProtocol()), asked.headers());
        if (refusal != null) {
            refusal.headers().forEach(response::setHeader);
            tell(response, refusal.status(), refusal.text());
            return;
        }
        HandshakeResult result = socket.acceptWebSocket(asked);
        if (result instanceof HandshakeResult.Refused refused) {
            tell(response, refused.status(), refused.body());
        } else if (result instanceof HandshakeResult.Accepted accepted) {
            AcceptedClient client =
                    new AcceptedClient(accepted.session(), socket.settings().timeouts(), executor);
            if (!upgrader.upgrade(request, response, client) && !response.isCommitted()) {
                answer(response, HttpServletResponse.SC_BAD_REQUEST); // Some containers just return.
            }
        }
    }

    private static void answer(HttpServletResponse response, int status) throws IOException {
        tell(response, status, "");
    }

    /** Not by sendError, which brings the container's or the application's error page. */
    private static void tell(HttpServletResponse response, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentLength(body.length);
        if (body.length > 0) {
            response.setContentType("text/plain; charset=utf-8");
            response.getOutputStream().write(body);
        }
    }
}
