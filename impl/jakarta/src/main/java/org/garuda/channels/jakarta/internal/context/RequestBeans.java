package org.garuda.channels.jakarta.internal.context;

import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.jspecify.annotations.Nullable;

/**
 * Gives each callback request-scoped beans of its own, by whichever way costs least: our own context where the
 * container takes it and nobody watches requests begin and end, else the container's.
 */
public final class RequestBeans {

    private static final System.Logger LOG = System.getLogger(RequestBeans.class.getName());

    private final Calls calls;
    private final boolean ours;
    private final Instance<RequestContextController> controllers;

    /**
     * A controller remembers whether it activated, so each serves one call at a time; as many are made as calls run at
     * once.
     */
    private final Queue<RequestContextController> idle = new ConcurrentLinkedQueue<>();

    private final RateLimitedLog log = new RateLimitedLog(System::nanoTime);

    /**
     * Request-scoped beans in one container.
     *
     * @param calls which callback each thread is in
     * @param ours whether the container knows our context
     * @param controllers what else makes a request context active
     */
    public RequestBeans(Calls calls, boolean ours, Instance<RequestContextController> controllers) {
        this.calls = calls;
        this.ours = ours;
        this.controllers = controllers;
    }

    /**
     * Whether anybody in the application is to hear that a request begins or ends.
     *
     * @param container the application's
     * @return whether there is such an observer
     */
    public static boolean areWatched(BeanManager container) {
        return !container
                        .resolveObserverMethods(new Object(), Initialized.Literal.of(RequestScoped.class))
                        .isEmpty()
                || !container
                        .resolveObserverMethods(new Object(), Destroyed.Literal.of(RequestScoped.class))
                        .isEmpty();
    }

    /** Writes the counts of what went wrong; called now and then. */
    void flushLog() {
        log.flush();
    }

    /**
     * Runs a callback.
     *
     * @param carried the context of the server that the thread is in, or null
     */
    void around(@Nullable Object carried, Runnable callback) {
        Call call = Call.callback(carried, ours);
        Call before = calls.enter(call);
        try {
            if (ours) {
                callback.run();
            } else {
                byController(callback);
            }
        } finally {
            try {
                call.end(this::failed);
            } finally {
                calls.leave(before);
            }
        }
    }

    private void byController(Runnable callback) {
        RequestContextController known = idle.poll();
        RequestContextController controller = known == null ? controllers.get() : known;
        boolean activated = controller.activate();
        try {
            callback.run();
        } finally {
            if (!activated || deactivated(controller)) {
                idle.add(controller);
            }
        }
    }

    /** A request-scoped bean that fails when it is destroyed must not undo the callback. */
    private boolean deactivated(RequestContextController controller) {
        try {
            controller.deactivate();
            return true;
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
    }

    private void failed(RuntimeException e) {
        log.log(
                LOG,
                Level.WARNING,
                "request contexts that could not be ended",
                () -> "the request context of a callback could not be ended",
                e);
    }
}
