package org.garuda.channels.core.engine;

/** Surrounds each callback with what application code expects around it, such as its class loader and a CDI request context. */
@FunctionalInterface
public interface CallContext {

    /**
     * Runs a callback in the context, on the calling thread.
     *
     * @param callback may throw; the exception passes through
     */
    void run(Runnable callback);

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
