package org.garuda.channels.benchmarks.metrics;

/**
 * What a run measured.
 *
 * @param seconds how long was measured
 * @param published messages sent to the server meanwhile
 * @param delivered messages that came from the server meanwhile, to clients that read
 * @param latency how long they took
 * @param faults what went wrong, the time before and after included
 * @param serverCpu CPU seconds of the server's process; 0 when unknown
 * @param generatorCpu CPU seconds of the load generator's thread: close to {@code seconds}, it was the bottleneck
 * @param residentKiB the most memory that the server's process held meanwhile; 0 when unknown
 * @param slowCut slow readers that the server had cut by the end
 * @param churned clients that connected, joined and went away meanwhile
 */
public record LoadResult(
        double seconds,
        long published,
        long delivered,
        Latency latency,
        Faults faults,
        double serverCpu,
        double generatorCpu,
        long residentKiB,
        int slowCut,
        long churned) {

    /**
     * Deliveries per second.
     *
     * @return the rate
     */
    public double rate() {
        return delivered / seconds;
    }

    /**
     * Deliveries per CPU second of the server: what holds when the machine is busy with other things.
     *
     * @return the rate, or 0 when the server's CPU time is unknown
     */
    public double perServerCpu() {
        return serverCpu == 0 ? 0 : delivered / serverCpu;
    }
}
