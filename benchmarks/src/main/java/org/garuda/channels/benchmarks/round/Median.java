package org.garuda.channels.benchmarks.round;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The middle of some numbers. */
public final class Median {

    private Median() {}

    /** The median, of an even count the mean of the two in the middle; NaN when there is no number. */
    static double of(DoubleStream numbers) {
        double[] sorted = numbers.toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
