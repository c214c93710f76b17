package org.garuda.channels.jakarta.internal.context;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import org.garuda.channels.core.internal.execution.CallContext;
import org.jspecify.annotations.Nullable;

/**
 * Surrounds each callback with the application's class loader, with the server's own context where it offers that and
 * the thread is not in it already, and with request-scoped beans of its own.
 */
public final class CdiCallContext implements CallContext {

    private static final System.Logger LOG = System.getLogger(CdiCallContext.class.getName());

    private final @Nullable ClassLoader application;
    private final Calls calls;
    private final RequestBeans requests;
    private volatile @Nullable ServerContext server;
    private volatile @Nullable Executor start;
    private volatile @Nullable Nobody nobody;

    /**
     * The surroundings of one application's callbacks.
     *
     * @param application the application's class loader
     * @param calls which callback each thread is in
     * @param requests gives callbacks their request-scoped beans
     */
    public CdiCallContext(@Nullable ClassLoader application, Calls calls, RequestBeans requests) {
        this.application = application;
        this.calls = calls;
        this.requests = requests;
    }

    /** Writes the counts of what went wrong; called now and then. */
    public void flushLog() {
        requests.flushLog();
    }

    /**
     * Has callbacks run in contexts of the server's from now on; those that are for no client, in the one that the
     * calling thread has now.
     *
     * @param contexts those of the server
     */
    public void within(ServerContext contexts) {
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

    /**
     * Of each client's own request. Those of whom the server knows nothing share one, which is taken in a request of
     * one of them: so no client is taken for somebody else.
     */
    @Override
    public CallContext ofRequest(boolean loggedIn) {
        ServerContext contexts = server;
        if (contexts == null) {
            return this;
        }
        Nobody shared = loggedIn ? null : nobody;
        if (shared != null) {
            return shared;
        }
        Executor own = contexts.capture().orElse(null);
        if (own == null) {
            return this;
        }
        if (loggedIn) {
            return callback -> run(own, callback);
        }
        Nobody made = new Nobody(own, contexts);
        nobody = made; // Of two that are made at once either will do.
        return made;
    }

    /** Nearly all clients have not logged in at the server, so the threads are in the context of those. */
    @Override
    public void working(Runnable work) {
        Nobody known = nobody;
        if (known == null) {
            work.run();
            return;
        }
        Work all = new Work(known.context, work);
        Thread.currentThread().setContextClassLoader(application);
        try {
            known.context.execute(all);
        } catch (RuntimeException | LinkageError e) {
            // Refused, or put down when the application was no more.
            LOG.log(Level.DEBUG, "the server does not give its context to a thread", e);
        }
        if (!all.begun) {
            work.run();
        }
    }

    @SuppressWarnings("ReferenceEquality") // One class loader is one, whatever it is equal to.
    private void run(@Nullable Executor context, Runnable callback) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        boolean changes = before != application;
        if (changes) {
            // First, because some containers find their context by it.
            thread.setContextClassLoader(application);
        }
        try {
            if (context == null || isIn(context)) {
                requests.around(context, callback);
            } else {
                inServer(context, callback);
            }
        } finally {
            if (changes) {
                thread.setContextClassLoader(before);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // One context is one, whatever it is equal to.
    private boolean isIn(Executor context) {
        Call around = calls.current();
        return around != null && around.carried() == context;
    }

    /**
     * The server's word on a failure is not wanted, only the callback's own; and a server that takes the application
     * down may refuse, but handlers are to be told of ends even then.
     */
    private void inServer(Executor context, Runnable callback) {
        ServerCall call = new ServerCall(context, callback);
        try {
            context.execute(call);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the server does not give its context any more", e);
        }
        if (!call.begun) {
            requests.around(null, callback);
        } else if (call.exception != null) {
            throw call.exception;
        } else if (call.error != null) {
            throw call.error;
        }
    }

    /** One callback, with what became of it; used by one thread. */
    private final class ServerCall implements Runnable {

        private final Executor context;
        private final Runnable callback;
        private boolean begun;
        private @Nullable RuntimeException exception;
        private @Nullable Error error;

        ServerCall(Executor context, Runnable callback) {
            this.context = context;
            this.callback = callback;
        }

        @Override
        public void run() {
            begun = true;
            try {
                requests.around(context, callback);
            } catch (RuntimeException e) {
                exception = e;
            } catch (Error e) {
                error = e;
            }
        }
    }

    /** The work of a thread that is in a context for its whole life; used by that thread. */
    private final class Work implements Runnable {

        private final Executor context;
        private final Runnable work;
        private boolean begun;

        Work(Executor context, Runnable work) {
            this.context = context;
            this.work = work;
        }

        @Override
        public void run() {
            begun = true;
            Call before = calls.enter(Call.within(context));
            try {
                work.run();
            } finally {
                calls.leave(before);
            }
        }
    }

    /** The context of clients of whom the server knows nothing. */
    private final class Nobody implements CallContext {

        private final Executor context;
        private final ServerContext contexts;

        Nobody(Executor context, ServerContext contexts) {
            this.context = context;
            this.contexts = contexts;
        }

        @Override
        public void run(Runnable callback) {
            CdiCallContext.this.run(context, callback);
        }

        /** The server's own thread knows no more of them, and has the names of the application where they are found. */
        @Override
        public void delivering(Runnable delivery) {
            if (!contexts.isOnThreadsOfSessions()) {
                delivery.run();
                return;
            }
            Call before = calls.enter(Call.within(context));
            try {
                delivery.run();
            } finally {
                calls.leave(before);
            }
        }
    }
}
