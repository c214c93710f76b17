package org.garuda.channels.standalone.internal.websocket;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.handshake.UpgradeCheck;
import org.garuda.channels.standalone.HttpResponse;
import org.garuda.channels.standalone.internal.exchange.HttpExchange;
import org.garuda.channels.standalone.internal.exchange.HttpService;
import org.garuda.channels.standalone.internal.http.RequestHead;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine;

/**
 * Asks the engine about the requests for the socket's path, and upgrades those that may connect. The asking is done off
 * the selector's thread, because handlers may block in {@code connect}. Nobody else is answered on a connection that
 * was to become a WebSocket.
 */
public final class WebSocketHandshake implements HttpService {

    private final ChannelSocket socket;
    private final Executor executor;
    private final TyrusEngine tyrus;
    private final WebSocketFilter reader;

    public WebSocketHandshake(ChannelSocket socket, Executor executor, TyrusEngine tyrus, WebSocketFilter reader) {
        this.socket = socket;
        this.executor = executor;
        this.tyrus = tyrus;
        this.reader = reader;
    }

    /** A handshake has no body: what another server takes for one, this one would take for frames. */
    @Override
    public void begin(HttpExchange exchange) {
        if (exchange.head().hasBody()) {
            exchange.respondAndClose(HttpResponse.text(400, "a request to upgrade has no body\n"));
            return;
        }
        if (socket.isExhausted()) {
            exchange.respondAndClose(HttpResponse.of(503)); // Rather than wait for a thread for who knows how long.
            return;
        }
        executor.execute(() -> {
            try {
                receive(exchange);
            } catch (Throwable e) {
                socket.runtime().faults().survived("a handshake", e);
                exchange.respondAndClose(HttpResponse.of(500));
            }
        });
    }

    private void receive(HttpExchange exchange) {
        RequestHead head = exchange.head();
        UpgradeCheck.Refusal refusal = UpgradeCheck.refusal(head.method(), head.minorVersion() == 1, head.headers());
        if (refusal != null) {
            HttpResponse response = refusal.text().isEmpty()
                    ? HttpResponse.of(refusal.status())
                    : HttpResponse.text(refusal.status(), refusal.text());
            for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
                response = response.withHeader(header.getKey(), header.getValue());
            }
            exchange.respondAndClose(response);
        } else {
            HandshakeResult result = socket.acceptWebSocket(exchange.snapshot());
            if (result instanceof HandshakeResult.Refused refused) {
                exchange.respondAndClose(
                        refused.body().isEmpty()
                                ? HttpResponse.of(refused.status())
                                : HttpResponse.text(refused.status(), refused.body() + "\n"));
            } else if (result instanceof HandshakeResult.Accepted accepted) {
                upgrade(exchange, accepted);
            }
        }
    }

    private void upgrade(HttpExchange exchange, HandshakeResult.Accepted accepted) {
        TyrusUpgradeResponse response = new TyrusUpgradeResponse();
        WebSocketEngine.UpgradeInfo upgrade = tyrus.upgrade(tyrusRequest(exchange), accepted.session(), response);
        if (upgrade.getStatus() != WebSocketEngine.UpgradeStatus.SUCCESS) {
            accepted.session().gone();
            exchange.respondAndClose(HttpResponse.of(400));
            return;
        }
        if (accepted.subprotocol() != null) {
            response.getHeaders().put("Sec-WebSocket-Protocol", List.of(accepted.subprotocol()));
        }
        exchange.onEnd(upgraded -> {
            if (!upgraded) {
                accepted.session().gone();
            }
        });
        exchange.upgrade(
                response.getHeaders(),
                (connection, early) -> reader.take(connection, upgrade, accepted.session(), early));
    }

    /** Only what Tyrus needs for the handshake; the rest has been dealt with. */
    private static RequestContext.Builder tyrusRequest(HttpExchange exchange) {
        RequestContext context = RequestContext.Builder.create().build();
        // Either may stand among others or on a second line, where Tyrus does not look.
        context.getHeaders().put("Connection", List.of("Upgrade"));
        context.getHeaders().put("Upgrade", List.of("websocket"));
        for (String name : List.of("Host", "Sec-WebSocket-Key", "Sec-WebSocket-Version")) {
            String value = exchange.head().header(name);
            if (value != null) {
                context.getHeaders().put(name, List.of(value));
            }
        }
        return RequestContext.Builder.create(context)
                .secure(exchange.isSecure())
                .remoteAddr(exchange.remoteAddress());
    }
}
