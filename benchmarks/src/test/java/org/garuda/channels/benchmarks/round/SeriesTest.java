package org.garuda.channels.benchmarks.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.garuda.channels.benchmarks.metrics.Faults;
import org.garuda.channels.benchmarks.metrics.Latency;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.junit.jupiter.api.Test;

class SeriesTest {

    private static final Faults NONE = new Faults(0, 0, 0, 0, 0, null);

    @Test
    void theMedianOfAnEvenCountLiesBetweenTheTwoInTheMiddle() {
        assertEquals(3, Median.of(DoubleStream.of(9, 3, 1)));
        assertEquals(2.5, Median.of(DoubleStream.of(4, 1, 2, 3)));
        assertTrue(Double.isNaN(Median.of(DoubleStream.empty())));
    }

    @Test
    void ratiosAreTakenWithinARoundAndOnlyThenTheMedian() {
        Series base = series(100, 200, 400);
        Series other = series(50, 200, 800);

        assertEquals(1, other.ratio(base, LoadResult::rate));
        assertEquals(200, other.median(LoadResult::rate));
    }

    @Test
    void aRoundThatFailedIsLeftOutOnBothSides() {
        Series base = series(100, 200, 400);
        Series other = new Series();
        other.add(result(50, NONE));
        other.fail("no upgrade");
        other.add(result(200, NONE));

        assertEquals(0.5, other.ratio(base, LoadResult::rate));
        assertEquals(List.of("no upgrade"), other.troubles());
    }

    @Test
    void faultsAreKept() {
        Series series = new Series();
        series.add(result(1, new Faults(3, 0, 0, 0, 0, null)));

        assertEquals(1, series.troubles().size());
        assertTrue(series.troubles().get(0).contains("lost 3"));
    }

    private static Series series(long... delivered) {
        Series series = new Series();
        for (long count : delivered) {
            series.add(result(count, NONE));
        }
        return series;
    }

    private static LoadResult result(long delivered, Faults faults) {
        return new LoadResult(1, 1, delivered, new Latency(1, 1, 1, 1), faults, 1, 1, 1, 0, 0);
    }
}
