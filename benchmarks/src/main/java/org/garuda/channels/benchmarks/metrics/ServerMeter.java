package org.garuda.channels.benchmarks.metrics;

/** What a server's process has used. */
public interface ServerMeter {

    /** For a server whose process is out of sight. */
    ServerMeter NONE = new ServerMeter() {
        @Override
        public double cpuSeconds() {
            return 0;
        }

        @Override
        public long residentKiB() {
            return 0;
        }
    };

    /**
     * The CPU time since the process started.
     *
     * @return user and system time in seconds, or 0 when it is not known
     */
    double cpuSeconds();

    /**
     * The memory that the process holds in RAM.
     *
     * @return KiB, or 0 when it is not known
     */
    long residentKiB();

    /** Has the process collect its garbage, if it can be told to, so that what it holds afterwards is needed. */
    default void collectGarbage() {}
}
