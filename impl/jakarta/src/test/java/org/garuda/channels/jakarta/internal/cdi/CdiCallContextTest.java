package org.garuda.channels.jakarta.internal.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.se.SeContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.garuda.channels.core.internal.execution.CallContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callbacks in the context of a server that carries it over in its own way. */
class CdiCallContextTest {

    private final SeContainer container = Containers.start();
    private final CdiCallContext context = new CdiCallContext(
            CdiCallContextTest.class.getClassLoader(), container.select(RequestContextController.class));
    private final List<String> steps = new ArrayList<>();

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void aCallbackRunsWithinTheServersContext() {
        within(task -> {
            steps.add("before");
            task.run();
            steps.add("after");
        });
        context.run(() -> steps.add("callback"));
        assertEquals(List.of("before", "callback", "after"), steps);
    }

    @Test
    void whatACallbackThrowsComesOutAsItIs() {
        within(task -> {
            try {
                task.run();
            } catch (Throwable e) {
                throw new IllegalStateException("wrapped by the server", e);
            }
        });
        RuntimeException exception = new UnsupportedOperationException();
        Error error = new AssertionError();
        assertSame(
                exception,
                assertThrows(
                        RuntimeException.class,
                        () -> context.run(() -> {
                            throw exception;
                        })));
        assertSame(
                error,
                assertThrows(
                        Error.class,
                        () -> context.run(() -> {
                            throw error;
                        })));
    }

    @Test
    void aCallbackRunsOnceThoughTheServerRefuses() {
        within(task -> {
            throw new RejectedExecutionException("the application is being undeployed");
        });
        context.run(() -> steps.add("callback"));
        within(task -> {
            task.run();
            throw new IllegalStateException("the context could not be taken away again");
        });
        context.run(() -> steps.add("another"));
        assertEquals(List.of("callback", "another"), steps);
    }

    @Test
    void aClientsCallbacksRunInTheContextOfItsRequestAndConnectInNone() {
        ThreadLocal<String> caller = ThreadLocal.withInitial(() -> "nobody");
        context.within(new ServerContext(() -> {
            String captured = caller.get();
            return task -> {
                String before = caller.get();
                caller.set(captured);
                try {
                    task.run();
                } finally {
                    caller.set(before);
                }
            };
        }));
        caller.set("ada");
        CallContext ada = context.ofRequest();
        context.runInRequest(() -> steps.add("connect as " + caller.get()));
        caller.set("bob");
        CallContext bob = context.ofRequest();
        caller.remove();
        CallContext stranger = context.ofRequest();
        caller.set("whoever had the thread before");
        ada.run(() -> steps.add(caller.get()));
        bob.run(() -> steps.add(caller.get()));
        stranger.run(() -> steps.add(caller.get()));
        context.run(() -> steps.add("the application is " + caller.get()));
        assertEquals(List.of("connect as ada", "ada", "bob", "nobody", "the application is nobody"), steps);
    }

    private void within(Executor executor) {
        context.within(new ServerContext(() -> executor));
    }
}
