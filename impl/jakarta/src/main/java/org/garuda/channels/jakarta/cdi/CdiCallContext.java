package org.garuda.channels.jakarta.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.garuda.channels.core.engine.CallContext;
import org.jspecify.annotations.Nullable;

/** Surrounds each callback with the application's class loader and, unless one is active already, a request context of its own. */
final class CdiCallContext implements CallContext {

    private static final System.Logger LOG = System.getLogger(CdiCallContext.class.getName());

    private final @Nullable ClassLoader application;
    private final Instance<RequestContextController> controllers;

    /** A controller remembers whether it activated, so each serves one call at a time; as many are made as calls run at once. */
    private final Queue<RequestContextController> idle = new ConcurrentLinkedQueue<>();

    CdiCallContext(@Nullable ClassLoader application, Instance<RequestContextController> controllers) {
        this.application = application;
        this.controllers = controllers;
    }

    @Override
    public void run(Runnable callback) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // First, because some containers find their context by it.
        thread.setContextClassLoader(application);
        try {
            inRequest(callback);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void inRequest(Runnable callback) {
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
    private static boolean deactivated(RequestContextController controller) {
        try {
            controller.deactivate();
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the request context of a callback could not be ended", e);
            return false;
        }
    }
}
