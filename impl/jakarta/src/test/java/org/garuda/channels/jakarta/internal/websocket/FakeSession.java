package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A container's session, as kind or unkind as a test wants it. */
final class FakeSession {

    /** What the container does with a send. */
    interface Sending {
        void send(String message, SendHandler handler);
    }

    static final Exception BROKEN = new java.io.IOException("broken pipe");

    final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    final AtomicInteger closes = new AtomicInteger();
    final List<Integer> codes = Collections.synchronizedList(new ArrayList<>());
    final Queue<SendHandler> pending = new ArrayDeque<>();
    final Session session = proxy(Session.class, (self, method, args) -> switch (method.getName()) {
        case "getAsyncRemote" -> remote();
        case "close" -> close((CloseReason) args[0]);
        default -> throw new AssertionError("Session." + method.getName());
    });

    Sending sending = (message, handler) -> handler.onResult(new SendResult());
    RuntimeException closing;

    /** Who closed it last; set before {@link #closed} is done. */
    volatile Thread closer;

    /** Completes sends when asked to. */
    FakeSession later() {
        sending = (message, handler) -> pending.add(handler);
        return this;
    }

    private RemoteEndpoint.Async remote() {
        return proxy(RemoteEndpoint.Async.class, (self, method, args) -> {
            switch (method.getName()) {
                case "sendText" -> record((String) args[0], (SendHandler) args[1]);
                case "sendBinary" -> {
                    byte[] bytes = new byte[((ByteBuffer) args[0]).remaining()];
                    ((ByteBuffer) args[0]).get(bytes);
                    record(java.util.HexFormat.of().formatHex(bytes), (SendHandler) args[1]);
                }
                default -> throw new AssertionError("Async." + method.getName());
            }
            return null;
        });
    }

    private void record(String message, SendHandler handler) {
        sent.add(message);
        sending.send(message, handler);
    }

    private Object close(CloseReason reason) {
        closes.incrementAndGet();
        codes.add(reason.getCloseCode().getCode());
        closer = Thread.currentThread();
        closed.complete(reason);
        if (closing != null) {
            throw closing;
        }
        return null;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
