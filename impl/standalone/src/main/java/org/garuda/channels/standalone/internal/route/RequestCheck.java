package org.garuda.channels.standalone.internal.route;

import java.util.List;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.Forwarding;
import org.garuda.channels.core.internal.handshake.MalformedForwardingException;
import org.garuda.channels.standalone.HttpResponse;
import org.garuda.channels.standalone.internal.exchange.HttpExchange;
import org.garuda.channels.standalone.internal.exchange.HttpService;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes, whatever it asks for: trusted proxies are heard on who the client is and how it asked, and
 * requests for a host that is none of this server's names go no further. The socket's own paths judge the host
 * themselves, in the words of their protocols.
 */
public final class RequestCheck implements HttpService {

    private final ChannelSocket socket;
    private final HttpServices services;
    private final Forwarding forwarding;
    private final String webSocket;
    private final @Nullable String longPoll;

    public RequestCheck(ChannelSocket socket, HttpServices services) {
        this.socket = socket;
        this.services = services;
        this.forwarding = new Forwarding(socket.node().http().proxies());
        this.webSocket = socket.settings().path() + "/websocket";
        this.longPoll =
                socket.settings().longPoll().enabled() ? socket.settings().path() + "/longpoll" : null;
    }

    @Override
    public void begin(HttpExchange exchange) {
        String peer = exchange.remoteAddress();
        try {
            Forwarding.Seen seen =
                    forwarding.look(peer, name -> exchange.head().headers().getOrDefault(name, List.of()));
            if (seen != null) {
                exchange.believe(seen);
            }
        } catch (MalformedForwardingException e) {
            refuse(exchange, 400, socket.sources().forwardingRefusal(peer, e));
            return;
        }
        String path = exchange.head().path();
        String refusal = isSocket(path)
                ? null
                : socket.sources().hostRefusal(exchange.head().header("Host"));
        if (refusal == null) {
            services.find(path).begin(exchange);
        } else {
            refuse(exchange, 403, refusal);
        }
    }

    private boolean isSocket(String path) {
        return path.equals(webSocket)
                || path.equals(webSocket + "/")
                || longPoll != null && (path.equals(longPoll) || path.startsWith(longPoll + "/"));
    }

    private static void refuse(HttpExchange exchange, int status, String why) {
        exchange.respondAndClose(HttpResponse.text(status, why + "\n"));
    }
}
