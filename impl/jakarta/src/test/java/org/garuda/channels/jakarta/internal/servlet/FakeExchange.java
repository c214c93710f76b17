package org.garuda.channels.jakarta.internal.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A container's half of a request that waits for its answer: takes as much of that as a test lets it. */
final class FakeExchange {

    final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    final List<Boolean> ends = new ArrayList<>();
    final Room out = new Room();
    final AsyncExchange exchange;
    int status;
    int completed;
    int room = Integer.MAX_VALUE;
    boolean gone;
    Runnable meanwhile = () -> {};

    /** Whether the container says that the thread of the request is still in it; counted down each time it is asked. */
    final AtomicInteger stillIn = new AtomicInteger();

    FakeExchange() {
        this(false);
        exchange.returns();
    }

    /** @param hasty as on GlassFish; the service of the servlet goes on until it {@link AsyncExchange#returns} */
    FakeExchange(boolean hasty) {
        HttpServletResponse response = proxy(HttpServletResponse.class, this::respond);
        AsyncContext async = proxy(AsyncContext.class, (self, method, args) -> switch (method.getName()) {
            case "getResponse" -> response;
            case "setTimeout" -> {
                if (exchange() != null && stillIn.getAndDecrement() <= 0) {
                    throw new IllegalStateException("the dispatch has returned");
                }
                yield null;
            }
            case "addListener" -> null;
            case "complete" -> completed++;
            default -> throw new AssertionError("AsyncContext." + method.getName());
        });
        exchange = new AsyncExchange(async, 1000, ends::add, hasty);
    }

    private @Nullable AsyncExchange exchange() {
        return exchange;
    }

    private Object respond(Object self, java.lang.reflect.Method method, Object[] args) {
        switch (method.getName()) {
            case "isCommitted" -> {
                return false;
            }
            case "getOutputStream" -> {
                return out;
            }
            case "setStatus" -> status = (int) args[0];
            case "setHeader" -> headers.put((String) args[0], (String) args[1]);
            case "setContentType" -> headers.put("content-type", (String) args[0]);
            case "setContentLength" -> headers.put("content-length", String.valueOf(args[0]));
            default -> throw new AssertionError("HttpServletResponse." + method.getName());
        }
        return null;
    }

    String text() {
        return taken.toString(StandardCharsets.UTF_8);
    }

    /** The client reads so many bytes more. */
    void reads(int more) throws IOException {
        room += more;
        exchange.onWritePossible();
    }

    /** Takes one write too much, as containers do, and is not ready until there is room again. */
    final class Room extends ServletOutputStream {
        private WriteListener listener;

        @Override
        public boolean isReady() {
            return room > 0;
        }

        @Override
        public void setWriteListener(WriteListener set) {
            if (gone || listener != null) {
                throw new IllegalStateException("too late");
            }
            listener = set;
            try {
                set.onWritePossible();
            } catch (IOException e) {
                set.onError(e);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int size) throws IOException {
            if (!isReady()) {
                throw new IllegalStateException("written to though it was not ready");
            }
            if (gone) {
                throw new IOException("connection reset");
            }
            taken.write(bytes, from, size);
            room -= size;
            meanwhile.run();
        }

        @Override
        public void write(int single) {
            throw new AssertionError("a byte at a time");
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
