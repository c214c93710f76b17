package org.garuda.channels.core.internal.execution;

/**
 * Surrounds each callback with what application code expects around it, such as its class loader and a CDI request
 * context.
 */
@FunctionalInterface
public interface CallContext {

    /**
     * Runs a callback in the context, on the calling thread.
     *
     * @param callback may throw; the exception passes through
     */
    void run(Runnable callback);

    /**
     * Runs a callback on the thread of the request by which a client comes, which its server has surrounded already
     * with what it knows, such as who has logged in.
     *
     * @param callback may throw; the exception passes through
     */
    default void runInRequest(Runnable callback) {
        run(callback);
    }

    /**
     * The context for a client's later callbacks, with what the server knows of whoever it is; taken on the thread of
     * the client's request.
     *
     * @param loggedIn whether the server knows who it is
     * @return this one, where no server knows more
     */
    default CallContext ofRequest(boolean loggedIn) {
        return this;
    }

    /**
     * Takes in something of the client whose context this is, on a thread that its server has surrounded for it.
     * Callbacks that this leads to need no more than what is missing there.
     *
     * @param delivery never throws
     */
    default void delivering(Runnable delivery) {
        delivery.run();
    }

    /**
     * Does all the work of a thread that callbacks run on, within what most of them need, so that it has not to be put
     * up and taken down around each.
     *
     * @param work ends when the thread does
     */
    default void working(Runnable work) {
        work.run();
    }

    /** The class loader that the calling thread has now, around each callback. */
    static CallContext ofCurrentClassLoader() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        return callback -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(application);
            try {
                callback.run();
            } finally {
                thread.setContextClassLoader(before);
            }
        };
    }
}
