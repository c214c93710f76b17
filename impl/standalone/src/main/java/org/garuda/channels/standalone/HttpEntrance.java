package org.garuda.channels.standalone;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.core.door.Forwarding;
import org.garuda.channels.core.door.MalformedForwardingException;
import org.garuda.channels.core.engine.Socket;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;

/**
 * What every request passes, whatever it asks for: trusted proxies are heard on who the client is and how it asked, and requests for a host that is none of this
 * server's names go no further. The socket's own paths judge the host themselves, in the words of their protocols.
 */
final class HttpEntrance extends BaseFilter {

    private final Socket socket;
    private final Forwarding forwarding;
    private final String webSocket;
    private final String longPoll;

    HttpEntrance(Socket socket) {
        this.socket = socket;
        this.forwarding = new Forwarding(socket.config().proxies());
        this.webSocket = socket.config().path() + "/websocket";
        this.longPoll = socket.config().path() + "/longpoll";
    }

    /** Comes with each part of a body; what it does, it does to the head the first time, and the same once more. */
    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        HttpContent content = ctx.getMessage();
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        if (request.getResponse().isCommitted()) {
            return ctx.getInvokeAction();
        }
        try {
            Forwarding.Seen seen = forwarding.look(peer(ctx), name -> lines(request, name));
            if (seen != null) {
                believe(request, seen);
            }
        } catch (MalformedForwardingException e) {
            return refuse(ctx, request, 400, socket.sources().forwardingRefusal(peer(ctx), e));
        }
        String refusal =
                isSocket(request.getRequestURI()) ? null : socket.sources().hostRefusal(request.getHeader("Host"));
        return refusal == null ? ctx.getInvokeAction() : refuse(ctx, request, 403, refusal);
    }

    private boolean isSocket(String path) {
        return path.equals(webSocket)
                || path.equals(webSocket + "/")
                || path.equals(longPoll)
                || path.startsWith(longPoll + "/");
    }

    private static String peer(FilterChainContext ctx) {
        return ctx.getConnection().getPeerAddress() instanceof InetSocketAddress peer && peer.getAddress() != null
                ? peer.getAddress().getHostAddress()
                : "";
    }

    private static List<String> lines(HttpRequestPacket request, String name) {
        List<String> lines = new ArrayList<>(1);
        request.getHeaders().values(name).forEach(lines::add);
        return lines;
    }

    private static void believe(HttpRequestPacket request, Forwarding.Seen seen) {
        request.remoteAddr().setString(seen.address());
        request.remoteHost().setString(seen.address());
        if (seen.host() != null) {
            request.getHeaders().setValue("Host").setString(seen.host());
        }
        if (seen.secure() != null) {
            request.setSecure(seen.secure());
        }
    }

    private static NextAction refuse(FilterChainContext ctx, HttpRequestPacket request, int status, String why) {
        WebSocketDoor.tell(ctx, request, status, why + "\n");
        return ctx.getStopAction();
    }
}
