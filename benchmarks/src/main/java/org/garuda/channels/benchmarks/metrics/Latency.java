package org.garuda.channels.benchmarks.metrics;

import org.HdrHistogram.Histogram;

/**
 * How long deliveries took, in milliseconds. In an open loop from the moment when the message was due, whether or not
 * it could be sent then; in a closed loop from the moment when it was sent.
 *
 * @param median the 50th percentile
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 * @param max the longest
 */
public record Latency(double median, double p99, double p999, double max) {

    private static final double NANOS = 1e6;

    public static Latency of(Histogram nanos) {
        return new Latency(
                nanos.getValueAtPercentile(50) / NANOS,
                nanos.getValueAtPercentile(99) / NANOS,
                nanos.getValueAtPercentile(99.9) / NANOS,
                nanos.getMaxValue() / NANOS);
    }
}
