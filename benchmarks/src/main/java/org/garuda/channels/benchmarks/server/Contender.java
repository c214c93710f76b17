package org.garuda.channels.benchmarks.server;

/** A server that can be started and measured. */
public interface Contender {

    /** The short name, as on the command line. */
    String id();

    /** The name for readers, with the version. */
    String title();

    /** Whether it stands beside the others, or only beside its counterpart in the same servlet container. */
    default boolean isStandalone() {
        return true;
    }

    /** Starts it, and waits until it listens. */
    ServerProcess start();
}
