package org.garuda.channels.benchmarks.metrics;

import java.lang.management.ManagementFactory;

/** What the clocks and counters showed when measuring began. */
public record RunClock(
        ServerMeter meter, long published, long churned, long nanos, double serverCpu, double generatorCpu) {

    private static final double NANOS_PER_SECOND = 1e9;

    public static RunClock start(ServerMeter meter, long published, long churned) {
        return new RunClock(meter, published, churned, System.nanoTime(), meter.cpuSeconds(), threadCpu());
    }

    /** @param residentKiB the most memory that was held meanwhile */
    public Lap stop(long publishedNow, long churnedNow, long residentKiB) {
        return new Lap(
                (System.nanoTime() - nanos) / NANOS_PER_SECOND,
                publishedNow - published,
                churnedNow - churned,
                meter.cpuSeconds() - serverCpu,
                threadCpu() - generatorCpu,
                residentKiB);
    }

    private static double threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS_PER_SECOND;
    }

    /** What they had run on by when measuring ended. */
    public record Lap(
            double seconds, long published, long churned, double serverCpu, double generatorCpu, long residentKiB) {

        public LoadResult result(long delivered, Latency latency, Faults faults, int slowCut) {
            return new LoadResult(
                    seconds,
                    published,
                    delivered,
                    latency,
                    faults,
                    serverCpu,
                    generatorCpu,
                    residentKiB,
                    slowCut,
                    churned);
        }
    }
}
