package org.garuda.channels.benchmarks.section;

import java.time.Duration;
import java.util.List;
import org.garuda.channels.benchmarks.load.FanOutPlan;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.report.Table;
import org.garuda.channels.benchmarks.round.Series;
import org.garuda.channels.benchmarks.server.Contender;
import org.garuda.channels.benchmarks.server.Peer;

/** What it costs the others, and in memory, when some clients stop reading. */
public final class SlowSection implements Section {

    /**
     * A crowd of which some stop reading.
     *
     * @param subscribers how many there are
     * @param slow how many of them stop reading
     * @param messagesPerSecond by the clock
     * @param timesLonger than other loads: long enough for the sockets' buffers to fill and for the server's patience
     *     to end
     */
    private record Crowd(int subscribers, int slow, double messagesPerSecond, int timesLonger) {

        FanOutPlan plan(Setup setup) {
            return FanOutPlan.of(setup.clients(subscribers))
                    .openLoop(1, messagesPerSecond)
                    .bodyBytes(BODY)
                    .lasting(setup.warmUp(), duration(setup));
        }

        Duration duration(Setup setup) {
            return setup.duration().multipliedBy(timesLonger);
        }

        int slow(Setup setup) {
            return setup.clients(subscribers) * slow / subscribers;
        }
    }

    /** Few among many; and nearly all, which is what tries the memory. */
    private static final List<Crowd> CROWDS = List.of(new Crowd(1000, 50, 20, 30), new Crowd(1050, 1000, 10, 20));

    /**
     * So large that what a slow reader does not take fills the kernel's buffers, some megabytes on the loopback
     * interface, within seconds.
     */
    private static final int BODY = 10_000;

    private static final int ROUNDS = 3;
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
        StringBuilder text = new StringBuilder("## Slow readers\n\nMessages by the clock with ")
                .append(Table.count(BODY))
                .append(
                        " bytes of text each. The slow readers stop reading before the first message, but give signs of life; the"
                                + " latencies are those of the others. The memory is the most that the server's process held. Each slow reader is"
                                + " cut when something has waited for it for 10 s, which begins when the kernel's buffers are full.\n");
        for (Crowd crowd : CROWDS) {
            text.append('\n').append(measured(setup.rounds(Math.min(ROUNDS, setup.rounds())), crowd));
        }
        return Written.of(text.toString());
    }

    private static String measured(Setup setup, Crowd crowd) {
        FanOutPlan plan = crowd.plan(setup);
        int slow = crowd.slow(setup);
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
        return "### " + Table.count(slow) + " of " + Table.count(plan.clients()) + " subscribers\n\n"
                + Table.count(crowd.messagesPerSecond()) + " messages a second, "
                + Table.count(crowd.messagesPerSecond() * plan.clients()) + " deliveries a second, for "
                + crowd.duration(setup).toSeconds() + " s.\n\n" + table + "\n" + Remarks.of(comparison.outcome());
    }
}
