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
     * @return this one, where no server knows more
     */
    default CallContext ofRequest() {
        return this;
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
