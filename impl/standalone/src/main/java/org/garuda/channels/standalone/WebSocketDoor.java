package org.garuda.channels.standalone;

import java.io.CharConversionException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.door.ConnectRequest;
import org.garuda.channels.core.door.Headers;
import org.garuda.channels.core.door.UpgradeAdvice;
import org.garuda.channels.core.engine.Admission;
import org.garuda.channels.core.engine.Socket;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.GenericCloseListener;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;
import org.glassfish.tyrus.core.RequestContext;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.glassfish.tyrus.spi.WebSocketEngine;
import org.jspecify.annotations.Nullable;

/**
 * The door of the standalone server: takes the requests for the socket's path out of the HTTP stream, asks the engine, and upgrades those that may come in. The
 * asking is done off the selector's thread, because handlers may block in {@code connect}.
 */
final class WebSocketDoor extends BaseFilter {

    private static final System.Logger LOG = System.getLogger(WebSocketDoor.class.getName());
    private static final int KEY_BYTES = 16;

    private final Socket socket;
    private final String path;
    private final Executor executor;
    private final TyrusEngine tyrus;
    private final WebSocketReader reader;

    WebSocketDoor(Socket socket, Executor executor, TyrusEngine tyrus, WebSocketReader reader) {
        this.socket = socket;
        this.path = socket.config().path() + "/websocket";
        this.executor = executor;
        this.tyrus = tyrus;
        this.reader = reader;
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) {
        HttpContent content = ctx.getMessage();
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        String asked = request.getRequestURI();
        if (!asked.equals(path) && !asked.equals(path + "/")) {
            return isPath(request) ? ctx.getInvokeAction() : badRequest(ctx, request);
        }
        NextAction suspend = ctx.getSuspendAction();
        ctx.suspend();
        executor.execute(() -> {
            try {
                receive(ctx, content, request);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a handshake failed", e);
                ctx.getConnection().closeSilently();
            } finally {
                ctx.resume(ctx.getStopAction());
            }
        });
        return suspend;
    }

    /**
     * Grizzly keeps type and length out of the answer to any request to upgrade, and ends the connection after it without a word; that is right for WebSocket
     * alone, not for h2c.
     */
    @Override
    public NextAction handleEvent(FilterChainContext ctx, FilterChainEvent event) {
        if (event instanceof HttpEvents.IncomingHttpUpgradeEvent upgrade
                && !"websocket".equalsIgnoreCase(upgrade.getHttpHeader().getUpgrade())) {
            HttpRequestPacket request = (HttpRequestPacket) upgrade.getHttpHeader();
            request.setIgnoreContentModifiers(false);
            request.getResponse().setHeader("Connection", "close");
        }
        return ctx.getInvokeAction();
    }

    private static boolean isPath(HttpRequestPacket request) {
        try {
            request.getRequestURIRef().getDecodedRequestURIBC(false);
            return true;
        } catch (CharConversionException | RuntimeException e) {
            return false; // Wrongly encoded, or leads out of the root.
        }
    }

    /** Grizzly itself would say 500. */
    private static NextAction badRequest(FilterChainContext ctx, HttpRequestPacket request) {
        if (!request.getResponse().isCommitted()) {
            answer(ctx, request, 400, Map.of());
        }
        return ctx.getStopAction();
    }

    private void receive(FilterChainContext ctx, HttpContent content, HttpRequestPacket request) {
        if (!isHandshake(request)) {
            advise(ctx, request);
        } else if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
            answer(ctx, request, 426, Map.of("Sec-WebSocket-Version", List.of("13")));
        } else {
            Admission admission = socket.admitWebSocket(snapshot(request));
            if (admission instanceof Admission.Refused refused) {
                refuse(ctx, request, refused);
            } else if (admission instanceof Admission.Admitted admitted) {
                upgrade(ctx, content, request, admitted);
            }
        }
    }

    private static void refuse(FilterChainContext ctx, HttpRequestPacket request, Admission.Refused refused) {
        if (refused.body().isEmpty()) {
            answer(ctx, request, refused.status(), Map.of());
        } else {
            tell(ctx, request, refused.status(), refused.body() + "\n");
        }
    }

    private static void advise(FilterChainContext ctx, HttpRequestPacket request) {
        tell(ctx, request, 400, UpgradeAdvice.on(snapshot(request).headers()));
    }

    /** Answers in plain text, and ends the connection. */
    static void tell(FilterChainContext ctx, HttpRequestPacket request, int status, String text) {
        byte[] body = request.getMethod() == Method.HEAD ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        request.setIgnoreContentModifiers(false); // Or the type would be kept out of the answer.
        Map<String, List<String>> type = Map.of("Content-Type", List.of("text/plain; charset=utf-8"));
        answer(ctx, request, status, type, Buffers.wrap(ctx.getMemoryManager(), body));
    }

    private void upgrade(
            FilterChainContext ctx, HttpContent content, HttpRequestPacket request, Admission.Admitted admitted) {
        TyrusUpgradeResponse response = new TyrusUpgradeResponse();
        WebSocketEngine.UpgradeInfo upgrade = tyrus.upgrade(tyrusRequest(request), admitted.conversation(), response);
        if (upgrade.getStatus() != WebSocketEngine.UpgradeStatus.SUCCESS) {
            admitted.conversation().gone();
            answer(ctx, request, 400, Map.of());
            return;
        }
        if (admitted.subprotocol() != null) {
            response.getHeaders().put("Sec-WebSocket-Protocol", List.of(admitted.subprotocol()));
        }
        Buffer early = content.getContent();
        answer(ctx, request, response.getStatus(), response.getHeaders());
        leaveHttp(ctx);
        reader.take((TCPNIOConnection) ctx.getConnection(), upgrade, admitted.conversation(), early);
    }

    /**
     * HTTP's idle time would cut the connection, which is the engine's to watch from now on. The filter that holds it for that has to be told of its end, since the
     * connection leaves its chain; the request would stay with it for as long as it stands.
     */
    @SuppressWarnings("deprecation") // Grizzly deprecates every type that a close listener may have.
    private static void leaveHttp(FilterChainContext ctx) {
        Connection<?> connection = ctx.getConnection();
        IdleTimeoutFilter.setCustomTimeout(connection, -1, TimeUnit.SECONDS);
        for (Filter filter : ctx.getFilterChain()) {
            if (filter instanceof IdleTimeoutFilter idle) {
                GenericCloseListener ended =
                        (closed, type) -> idle.getResolver().removeTimeout(connection);
                connection.addCloseListener(ended);
            }
        }
        connection.getAttributes().removeAttribute(HttpServerFilter.HTTP_SERVER_REQUEST_ATTR_NAME);
    }

    private static boolean isHandshake(HttpRequestPacket request) {
        return request.getMethod() == Method.GET
                && request.getProtocol() == Protocol.HTTP_1_1
                && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                && String.join(",", request.getHeaders().values("Connection"))
                        .toLowerCase(Locale.ROOT)
                        .contains("upgrade")
                && isKey(request.getHeader("Sec-WebSocket-Key"));
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key.trim()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ConnectRequest snapshot(HttpRequestPacket request) {
        Headers headers = new Headers();
        for (String name : request.getHeaders().names()) {
            for (String value : request.getHeaders().values(name)) {
                headers.add(name, value);
            }
        }
        return new ConnectRequest(request.getQueryString(), headers.toMap(), null, request.getRemoteAddress());
    }

    /** Only what Tyrus needs for the handshake; the rest has been dealt with. */
    private static RequestContext.Builder tyrusRequest(HttpRequestPacket request) {
        RequestContext headers = RequestContext.Builder.create().build();
        headers.getHeaders()
                .put("Connection", List.of("Upgrade")); // It may stand on a second line, where Tyrus does not look.
        for (String name : List.of("Host", "Upgrade", "Sec-WebSocket-Key", "Sec-WebSocket-Version")) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.getHeaders().put(name, List.of(value.trim()));
            }
        }
        return RequestContext.Builder.create(headers).secure(request.isSecure()).remoteAddr(request.getRemoteAddress());
    }

    private static void answer(
            FilterChainContext ctx, HttpRequestPacket request, int status, Map<String, List<String>> headers) {
        answer(ctx, request, status, headers, Buffers.EMPTY_BUFFER);
    }

    private static void answer(
            FilterChainContext ctx,
            HttpRequestPacket request,
            int status,
            Map<String, List<String>> headers,
            Buffer body) {
        HttpResponsePacket response = request.getResponse();
        response.setProtocol(Protocol.HTTP_1_1);
        response.setStatus(status);
        headers.forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        boolean refused = status != 101;
        if (refused) {
            response.setContentLength(body.remaining());
            response.setHeader("Connection", "close");
        }
        ctx.write(HttpContent.builder(response).content(body).last(refused).build());
        if (refused) {
            ctx.getConnection().closeSilently(); // Once the answer has been written.
        }
    }
}
