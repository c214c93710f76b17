package org.garuda.channels.jakarta.internal.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.se.SeContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.jakarta.internal.cdi.Containers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callbacks in the context of a server that carries it over in its own way. */
class CdiCallContextTest {

    private final SeContainer container = Containers.start();
    private final Calls calls = new Calls();
    private final CdiCallContext context = new CdiCallContext(
            CdiCallContextTest.class.getClassLoader(),
            calls,
            new RequestBeans(calls, false, container.select(RequestContextController.class)));
    private final List<String> steps = new ArrayList<>();
    private final ThreadLocal<String> caller = ThreadLocal.withInitial(() -> "nobody");

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
        within(caller);
        caller.set("ada");
        CallContext ada = context.ofRequest(true);
        context.runInRequest(() -> steps.add("connect as " + caller.get()));
        caller.set("bob");
        CallContext bob = context.ofRequest(true);
        caller.remove();
        CallContext stranger = context.ofRequest(false);
        caller.set("whoever had the thread before");
        ada.run(() -> steps.add(caller.get()));
        bob.run(() -> steps.add(caller.get()));
        stranger.run(() -> steps.add(caller.get()));
        context.run(() -> steps.add("the application is " + caller.get()));
        steps.removeIf(step -> step.startsWith("in as "));
        assertEquals(List.of("connect as ada", "ada", "bob", "nobody", "the application is nobody"), steps);
    }

    @Test
    void aThreadThatIsInNobodysContextForItsWholeLifeIsNotPutIntoItAgain() {
        within(caller);
        CallContext stranger = context.ofRequest(false);
        caller.set("ada");
        CallContext ada = context.ofRequest(true);
        caller.set("whoever had the thread before");
        steps.clear();
        context.working(() -> {
            stranger.run(() -> steps.add(caller.get()));
            ada.run(() -> {
                steps.add(caller.get());
                // As when a broadcast reaches a handler that runs on the thread of whoever broadcasts.
                stranger.run(() -> steps.add(caller.get()));
            });
            context.ofRequest(false).run(() -> steps.add(caller.get()));
        });
        assertEquals(List.of("in as nobody", "nobody", "in as ada", "ada", "in as nobody", "nobody", "nobody"), steps);
    }

    @Test
    void whatTheServerHasPutUpForASessionOfNobodyIsNotPutUpAgain() {
        within(caller);
        CallContext stranger = context.ofRequest(false);
        caller.set("ada");
        CallContext ada = context.ofRequest(true);
        caller.remove();
        steps.clear();
        stranger.delivering(() -> stranger.run(() -> steps.add(caller.get())));
        ada.delivering(() -> ada.run(() -> steps.add(caller.get())));
        stranger.run(() -> steps.add(caller.get()));
        assertEquals(List.of("nobody", "in as ada", "ada", "in as nobody", "nobody"), steps);
        assertNull(calls.current());
    }

    @Test
    void aServerWhoseSessionsLackTheApplicationsNamesPutsThemUp() {
        context.within(new ServerContext(() -> capture(caller), () -> false));
        CallContext stranger = context.ofRequest(false);
        steps.clear();
        stranger.delivering(() -> stranger.run(() -> steps.add(caller.get())));
        assertEquals(List.of("in as nobody", "nobody"), steps);
    }

    @Test
    void aThreadWorksThoughTheServerRefusesItsContext() {
        within(task -> {
            throw new RejectedExecutionException("the application is being undeployed");
        });
        context.ofRequest(false);
        context.working(() -> steps.add("work"));
        assertEquals(List.of("work"), steps);
    }

    private void within(ThreadLocal<String> callers) {
        context.within(new ServerContext(() -> capture(callers), () -> true));
    }

    private Executor capture(ThreadLocal<String> callers) {
        String captured = callers.get();
        return task -> {
            String before = callers.get();
            callers.set(captured);
            steps.add("in as " + captured);
            try {
                task.run();
            } finally {
                callers.set(before);
            }
        };
    }

    private void within(Executor executor) {
        context.within(new ServerContext(() -> executor, () -> true));
    }
}
