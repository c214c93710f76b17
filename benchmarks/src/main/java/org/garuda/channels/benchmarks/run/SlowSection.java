package org.garuda.channels.benchmarks.run;

import java.time.Duration;
import java.util.List;
import org.garuda.channels.benchmarks.load.FanOutPlan;
import org.garuda.channels.benchmarks.load.LoadResult;

/** What it costs the others when some clients stop reading. */
final class SlowSection implements Section {

    private static final int SUBSCRIBERS = 1000;
    private static final int SLOW = 50;
    private static final double MESSAGES_PER_SECOND = 20;

    /** So large that what a slow reader does not take fills the kernel's buffers, some megabytes on the loopback interface, within seconds. */
    private static final int BODY = 10_000;

    /** Long enough for sockets' buffers to fill and for a server's patience to end. */
    private static final int TIMES_LONGER = 12;

    private static final double KIB_PER_MIB = 1024;

    @Override
    public String id() {
        return "slow";
    }

    @Override
    public List<Contender> wanted(List<Contender> contenders) {
        return contenders.stream().filter(contender -> contender == Peer.GARUDA).toList();
    }

    @Override
    public Written run(Setup setup) {
        int subscribers = setup.clients(SUBSCRIBERS);
        int slow = subscribers * SLOW / SUBSCRIBERS;
        Duration duration = setup.duration().multipliedBy(TIMES_LONGER);
        FanOutPlan plan = FanOutPlan.of(subscribers)
                .openLoop(1, MESSAGES_PER_SECOND)
                .bodyBytes(BODY)
                .lasting(setup.warmUp(), duration);
        // At this rate a server is warm soon, and each of these loads takes long.
        Comparison comparison = Comparison.run(setup, 0, "all read", plan, slow + " stop reading", plan.slow(slow));
        Table table = new Table(
                "Server",
                "p99, ms",
                "with slow readers",
                "ratio",
                "p99.9, ms",
                "with slow readers",
                "slow readers cut",
                "RSS, MiB",
                "with slow readers");
        for (Comparison.Pair pair : comparison.pairs()) {
            Series calm = comparison.without(pair);
            Series beside = comparison.with(pair);
            table.row(
                    pair.contender().title(),
                    Table.tenths(calm.median(result -> result.latency().p99())),
                    Table.tenths(beside.median(result -> result.latency().p99())),
                    Table.decimal(beside.ratio(calm, result -> result.latency().p99())),
                    Table.tenths(calm.median(result -> result.latency().p999())),
                    Table.tenths(beside.median(result -> result.latency().p999())),
                    Table.count(beside.median(LoadResult::slowCut)) + " of " + slow,
                    Table.count(calm.median(result -> result.residentKiB() / KIB_PER_MIB)),
                    Table.count(beside.median(result -> result.residentKiB() / KIB_PER_MIB)));
        }
        return Written.of("## Slow readers\n\n" + Table.count(subscribers) + " subscribers, "
                + Table.count(MESSAGES_PER_SECOND) + " messages a second by the clock with " + Table.count(BODY)
                + " bytes of text each, for " + duration.toSeconds() + " s. Of the subscribers " + slow
                + " stop reading before the first message, but give signs of life; the latencies are those of the others.\n\n"
                + table
                + "\n" + Remarks.of(comparison.outcome()));
    }
}
