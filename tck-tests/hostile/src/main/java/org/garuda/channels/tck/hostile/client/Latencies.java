package org.garuda.channels.tck.hostile.client;

import java.util.Arrays;

/**
 * How long something took, many times over, in milliseconds.
 *
 * @param count how often it came to an end
 * @param p50 half of the times were no longer
 * @param p99 of a hundred times, one was longer
 * @param max the longest
 * @param lost how often it never came to an end
 */
public record Latencies(int count, double p50, double p99, double max, int lost) {

    private static final double NANOS = 1e6;

    /**
     * Sums times up.
     *
     * @param nanoseconds the times, in any order; sorted afterwards
     * @param lost how often there was no end
     * @return the sum
     */
    static Latencies of(long[] nanoseconds, int lost) {
        Arrays.sort(nanoseconds);
        return new Latencies(nanoseconds.length, at(nanoseconds, 0.5), at(nanoseconds, 0.99), at(nanoseconds, 1), lost);
    }

    private static double at(long[] sorted, double part) {
        if (sorted.length == 0) {
            return 0;
        }
        return sorted[(int) Math.ceil(part * (sorted.length - 1))] / NANOS;
    }

    @Override
    public String toString() {
        return "p50 %.1f ms, p99 %.1f ms, max %.1f ms, %d of %d lost".formatted(p50, p99, max, lost, count + lost);
    }
}
