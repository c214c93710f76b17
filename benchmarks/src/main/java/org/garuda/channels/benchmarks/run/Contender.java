package org.garuda.channels.benchmarks.run;

/** A server that can be started and measured. */
interface Contender {

    /** The short name, as on the command line. */
    String id();

    /** The name for readers, with the version. */
    String title();

    /** Starts it, and waits until it listens. */
    ServerProcess start();
}
