package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.jspecify.annotations.Nullable;

/**
 * Surrounds each callback with the application's class loader, with the server's own context where it offers that, and,
 * unless one is active already, with a request context of its own.
 */
final class CdiCallContext implements CallContext {

    private static final System.Logger LOG = System.getLogger(CdiCallContext.class.getName());

    private final @Nullable ClassLoader application;
    private final Instance<RequestContextController> controllers;

    /**
     * A controller remembers whether it activated, so each serves one call at a time; as many are made as calls run at
     * once.
     */
    private final Queue<RequestContextController> idle = new ConcurrentLinkedQueue<>();

    private volatile @Nullable ServerContext server;
    private volatile @Nullable Executor start;
    private final RateLimitedLog log = new RateLimitedLog(System::nanoTime);

    CdiCallContext(@Nullable ClassLoader application, Instance<RequestContextController> controllers) {
        this.application = application;
        this.controllers = controllers;
    }

    /** Writes the counts of what went wrong; called now and then. */
    void flushLog() {
        log.flush();
    }

    /**
     * Has callbacks run in contexts of the server's from now on; those that are for no client, in the one that the
     * calling thread has now.
     */
    void within(ServerContext contexts) {
        start = contexts.capture().orElse(null);
        server = contexts;
    }

    @Override
    public void run(Runnable callback) {
        run(start, callback);
    }

    /** The thread has the server's context, with who has logged in, which the one of the start would hide. */
    @Override
    public void runInRequest(Runnable callback) {
        run(null, callback);
    }

    /** Of each client's own request, also where nobody has logged in: no client is taken for somebody else. */
    @Override
    public CallContext ofRequest() {
        ServerContext contexts = server;
        Executor own = contexts == null ? null : contexts.capture().orElse(null);
        return own == null ? this : callback -> run(own, callback);
    }

    private void run(@Nullable Executor context, Runnable callback) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // First, because some containers find their context by it.
        thread.setContextClassLoader(application);
        try {
            if (context == null) {
                inRequest(callback);
            } else {
                inServer(context, callback);
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * The server's word on a failure is not wanted, only the callback's own; and a server that takes the application
     * down may refuse, but handlers are to be told of ends even then.
     */
    private void inServer(Executor context, Runnable callback) {
        Call call = new Call(callback);
        try {
            context.execute(call);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the server does not give its context any more", e);
        }
        if (!call.begun) {
            inRequest(callback);
        } else if (call.exception != null) {
            throw call.exception;
        } else if (call.error != null) {
            throw call.error;
        }
    }

    /** One callback, with what became of it; used by one thread. */
    private final class Call implements Runnable {

        private final Runnable callback;
        private boolean begun;
        private @Nullable RuntimeException exception;
        private @Nullable Error error;

        Call(Runnable callback) {
            this.callback = callback;
        }

        @Override
        public void run() {
            begun = true;
            try {
                inRequest(callback);
            } catch (RuntimeException e) {
                exception = e;
            } catch (Error e) {
                error = e;
            }
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
    private boolean deactivated(RequestContextController controller) {
        try {
            controller.deactivate();
            return true;
        } catch (RuntimeException e) {
            log.log(
                    LOG,
                    Level.WARNING,
                    "request contexts that could not be ended",
                    () -> "the request context of a callback could not be ended",
                    e);
            return false;
        }
    }
}
