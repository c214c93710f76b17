package org.garuda.channels.benchmarks.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.jspecify.annotations.Nullable;

/** What one case measured, round by round. A round that failed is a gap with a reason. */
public final class Series {

    private final List<@Nullable LoadResult> rounds = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();

    void add(LoadResult result) {
        rounds.add(result);
        if (!result.faults().isNone()) {
            troubles.add(result.faults().toString());
        }
    }

    void fail(String reason) {
        rounds.add(null);
        troubles.add(reason);
    }

    /** The median over the rounds. */
    public double median(ToDoubleFunction<LoadResult> figure) {
        return Median.of(rounds.stream().filter(Objects::nonNull).mapToDouble(figure));
    }

    /** The median of the ratios to another case, each within a round. */
    public double ratio(Series base, ToDoubleFunction<LoadResult> figure) {
        return Median.of(IntStream.range(0, Math.min(rounds.size(), base.rounds.size()))
                .mapToDouble(round -> ratio(rounds.get(round), base.rounds.get(round), figure))
                .filter(Double::isFinite));
    }

    private static double ratio(
            @Nullable LoadResult one, @Nullable LoadResult base, ToDoubleFunction<LoadResult> figure) {
        return one == null || base == null ? Double.NaN : figure.applyAsDouble(one) / figure.applyAsDouble(base);
    }

    /** What went wrong, a line for each bad round. */
    public List<String> troubles() {
        return troubles;
    }
}
