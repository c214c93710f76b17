package org.garuda.channels.benchmarks.round;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.garuda.channels.benchmarks.client.LoadException;
import org.garuda.channels.benchmarks.load.Target;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.metrics.OtherWork;

/**
 * Runs cases by turns: A B C, A B C, and so on, so that what the machine does besides hits all alike. Rounds that are
 * not counted go before, to warm the servers up.
 */
public final class Rounds {

    /** One thing to measure. */
    public interface Case {

        /** For the log. */
        String label();

        /** The server. */
        Target target();

        /** Loads the server. */
        LoadResult load();
    }

    /**
     * What came out.
     *
     * @param series by case
     * @param otherCores how many cores other programs kept busy meanwhile, on average
     * @param rounds how many rounds counted
     * @param warmUps how many went before
     */
    public record Outcome(Map<Case, Series> series, double otherCores, int rounds, int warmUps) {

        public Series of(Case one) {
            Series found = series.get(one);
            if (found == null) {
                throw new IllegalArgumentException("no case " + one.label());
            }
            return found;
        }
    }

    /** On a busy machine a JVM is not done compiling after one. */
    public static final int WARM_UPS = 2;

    private final int count;
    private final int warmUps;
    private final PrintStream log;
    private final OtherWork others = new OtherWork();

    public Rounds(int count, int warmUps, PrintStream log) {
        this.count = count;
        this.warmUps = warmUps;
        this.log = log;
    }

    public Outcome run(List<? extends Case> cases) {
        for (int i = 0; i < warmUps; i++) {
            cases.forEach(one -> attempt(one, new Series(), "warm-up"));
        }
        Map<Case, Series> all = new LinkedHashMap<>();
        cases.forEach(one -> all.put(one, new Series()));
        others.reset();
        for (int round = 1; round <= count; round++) {
            String name = "round " + round;
            all.forEach((one, series) -> others.beside(one.target().meter(), () -> attempt(one, series, name)));
        }
        return new Outcome(all, others.cores(), count, warmUps);
    }

    private void attempt(Case one, Series series, String round) {
        try {
            LoadResult result = one.load();
            series.add(result);
            log.println(String.format(
                    Locale.ROOT,
                    "%-8s %-52s %,10.0f/s %,10.0f/CPU s  p99 %.1f ms  generator %.2f  %s",
                    round,
                    one.label(),
                    result.rate(),
                    result.perServerCpu(),
                    result.latency().p99(),
                    result.generatorCpu() / result.seconds(),
                    result.faults().isNone() ? "" : result.faults()));
        } catch (LoadException | UncheckedIOException e) {
            series.fail(String.valueOf(e.getMessage()));
            log.println(round + " " + one.label() + ": " + e.getMessage());
        }
    }
}
