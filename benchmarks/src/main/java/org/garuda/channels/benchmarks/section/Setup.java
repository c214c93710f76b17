package org.garuda.channels.benchmarks.section;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.garuda.channels.benchmarks.server.Contender;

/**
 * How to measure.
 *
 * @param contenders the servers, in the order of the tables
 * @param bases whom the others are compared with
 * @param rounds how many rounds count
 * @param seconds how long each load is measured
 * @param scale what the numbers of clients are multiplied with, for a quick look
 * @param log gets a line for each load
 */
public record Setup(
        List<Contender> contenders, List<Contender> bases, int rounds, double seconds, double scale, PrintStream log) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double WARM_UP_PART = 0.35;

    Duration warmUp() {
        return Duration.ofNanos((long) (seconds * WARM_UP_PART * NANOS_PER_SECOND));
    }

    Duration duration() {
        return Duration.ofNanos((long) (seconds * NANOS_PER_SECOND));
    }

    /** A number of clients, scaled. */
    int clients(int full) {
        return (int) Math.max(full * scale, 10);
    }

    /** The same with another number of rounds. */
    Setup rounds(int count) {
        return new Setup(contenders, bases, count, seconds, scale, log);
    }

    /** The same for some of the servers; without a base among them the first is one. */
    public Setup with(List<Contender> some) {
        List<Contender> kept = bases.stream().filter(some::contains).toList();
        return new Setup(some, kept.isEmpty() ? List.of(some.get(0)) : kept, rounds, seconds, scale, log);
    }
}
