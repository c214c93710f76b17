package org.garuda.channels.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.se.SeContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
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
        context.within(task -> {
            steps.add("before");
            task.run();
            steps.add("after");
        });
        context.run(() -> steps.add("callback"));
        assertEquals(List.of("before", "callback", "after"), steps);
    }

    @Test
    void whatACallbackThrowsComesOutAsItIs() {
        context.within(task -> {
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
        context.within(task -> {
            throw new RejectedExecutionException("the application is being undeployed");
        });
        context.run(() -> steps.add("callback"));
        context.within(task -> {
            task.run();
            throw new IllegalStateException("the context could not be taken away again");
        });
        context.run(() -> steps.add("another"));
        assertEquals(List.of("callback", "another"), steps);
    }
}
