package org.garuda.channels.jakarta.internal.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.jakarta.internal.context.CallbackRequestContext;
import org.junit.jupiter.api.Test;

/** Request-scoped beans of callbacks in Weld, where a callback that asks for none pays for none. */
class RequestBeansTest {

    @RequestScoped
    static class Page {
        private int count;

        int next() {
            return ++count;
        }
    }

    @RequestScoped
    static class Fragile {
        void touch() {}

        @PreDestroy
        void destroy() {
            throw new UnsupportedOperationException("fails at its end");
        }
    }

    @ApplicationScoped
    static class Watcher {
        private final List<String> seen = new ArrayList<>();

        void begun(@Observes @Initialized(RequestScoped.class) Object event) {
            seen.add("begun");
        }

        void ended(@Observes @Destroyed(RequestScoped.class) Object event) {
            seen.add("ended");
        }

        List<String> seen() {
            return seen;
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Noted {}

    @Noted
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class Noting {
        @AroundInvoke
        Object note(InvocationContext call) throws Exception {
            ((ChannelConn) call.getParameters()[0]).assigns().put("noted", true);
            return call.proceed();
        }
    }

    @Channel("noted:*")
    @ApplicationScoped
    static class NotedChannel implements ChannelHandler {
        @Inject
        Page page;

        @Override
        @Noted
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event, Map.of("noted", conn.assigns().containsKey("noted"), "page", page.next()));
        }
    }

    private static CallContext context(SeContainer container) {
        return container.select(CdiChannels.class).get().callContext();
    }

    @Test
    void aCallbackHasBeansOfItsOwnOnlyOnceItAsksForOne() {
        try (SeContainer container = Containers.start(Page.class)) {
            Page page = container.select(Page.class).get();
            CallContext context = context(container);
            for (int i = 0; i < 2; i++) {
                context.run(() -> {
                    assertInstanceOf(
                            CallbackRequestContext.class,
                            container.getBeanManager().getContext(RequestScoped.class));
                    assertEquals(1, page.next());
                    assertEquals(2, page.next());
                });
            }
            assertThrows(ContextNotActiveException.class, page::next);
        }
    }

    @Test
    void aCallbackWithinAnotherHasItsOwn() {
        try (SeContainer container = Containers.start(Page.class)) {
            Page page = container.select(Page.class).get();
            CallContext context = context(container);
            context.run(() -> {
                assertEquals(1, page.next());
                context.run(() -> assertEquals(1, page.next()));
                assertEquals(2, page.next());
            });
        }
    }

    @Test
    void aRequestContextThatIsActiveAlreadyCounts() {
        try (SeContainer container = Containers.start(Page.class)) {
            Page page = container.select(Page.class).get();
            RequestContextController request =
                    container.select(RequestContextController.class).get();
            assertTrue(request.activate());
            try {
                assertEquals(1, page.next());
                context(container).run(() -> assertEquals(2, page.next()));
                assertEquals(3, page.next());
            } finally {
                request.deactivate();
            }
        }
    }

    @Test
    void nobodyElseActivatesARequestContextWithinACallback() {
        try (SeContainer container = Containers.start(Page.class)) {
            Page page = container.select(Page.class).get();
            RequestContextController request =
                    container.select(RequestContextController.class).get();
            context(container).run(() -> {
                assertEquals(false, request.activate());
                assertEquals(1, page.next());
            });
        }
    }

    @Test
    void whoWatchesRequestsSeesThoseOfCallbacks() {
        try (SeContainer container = Containers.start(Page.class, Watcher.class)) {
            Watcher watcher = container.select(Watcher.class).get();
            Page page = container.select(Page.class).get();
            watcher.seen().clear(); // Weld SE has one of its own while it starts.
            context(container).run(() -> assertEquals(1, page.next()));
            context(container).run(() -> assertEquals(1, page.next()));
            assertEquals(List.of("begun", "ended", "begun", "ended"), watcher.seen());
        }
    }

    @Test
    void aBeanThatFailsAtItsEndUndoesNothing() {
        try (SeContainer container = Containers.start(Fragile.class, Page.class)) {
            Fragile fragile = container.select(Fragile.class).get();
            Page page = container.select(Page.class).get();
            context(container).run(() -> {
                fragile.touch();
                page.next();
            });
            context(container).run(() -> assertEquals(1, page.next()));
            assertThrows(ContextNotActiveException.class, page::next);
        }
    }

    @Test
    void aHandlerIsCalledWithoutItsProxyButWithWhatInterceptsIt() throws InterruptedException {
        try (SeContainer container = Containers.start(NotedChannel.class, Noting.class, Page.class)) {
            CdiChannels channels = container.select(CdiChannels.class).get();
            channels.engine().start();
            CdiSocket first = channels.sockets().get(0);
            ChannelSocket socket = channels.engine().socket(first.settings(), first.routes());
            Wire wire = Wire.connect(socket, null);
            wire.say("[\"1\",\"1\",\"noted:a\",\"phx_join\",{}]");
            String reply = wire.hear();
            assertTrue(reply.contains("\"noted\":true"), reply);
            assertTrue(reply.contains("\"page\":1"), reply);
        }
    }
}
