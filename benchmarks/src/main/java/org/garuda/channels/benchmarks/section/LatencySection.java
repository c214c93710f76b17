package org.garuda.channels.benchmarks.section;

import java.util.ArrayList;
import java.util.Map;
import org.garuda.channels.benchmarks.load.FanOut;
import org.garuda.channels.benchmarks.load.FanOutPlan;
import org.garuda.channels.benchmarks.report.Table;
import org.garuda.channels.benchmarks.round.Loading;
import org.garuda.channels.benchmarks.round.Rounds;
import org.garuda.channels.benchmarks.round.Series;
import org.garuda.channels.benchmarks.round.Servers;
import org.garuda.channels.benchmarks.server.Contender;

/** The same fan-out at a rate that all can bear, in an open loop: how long a message takes. */
public final class LatencySection implements Section {

    private static final int SUBSCRIBERS = 1000;
    private static final double MESSAGES_PER_SECOND = 10;

    @Override
    public String id() {
        return "latency";
    }

    @Override
    public Written run(Setup setup) {
        int subscribers = setup.clients(SUBSCRIBERS);
        FanOutPlan plan =
                FanOutPlan.of(subscribers).openLoop(1, MESSAGES_PER_SECOND).lasting(setup.warmUp(), setup.duration());
        Table table = new Table(
                "Server", "median, ms", "p99, ms", "p99.9, ms", "longest, ms", "server, cores", "generator, cores");
        Rounds.Outcome outcome;
        try (Servers servers = Servers.start(setup.contenders())) {
            Map<Contender, Loading> cases = servers.cases("open loop", target -> FanOut.run(plan, target));
            outcome = new Rounds(setup.rounds(), Rounds.WARM_UPS, setup.log()).run(new ArrayList<>(cases.values()));
            cases.forEach((contender, one) -> {
                Series series = outcome.of(one);
                table.row(
                        contender.title(),
                        Table.tenths(series.median(result -> result.latency().median())),
                        Table.tenths(series.median(result -> result.latency().p99())),
                        Table.tenths(series.median(result -> result.latency().p999())),
                        Table.tenths(series.median(result -> result.latency().max())),
                        Table.decimal(series.median(result -> result.serverCpu() / result.seconds())),
                        Table.decimal(series.median(result -> result.generatorCpu() / result.seconds())));
            });
        }
        return Written.of("## Latency\n\n" + Table.count(subscribers) + " subscribers, "
                + Table.count(MESSAGES_PER_SECOND) + " messages a second by the clock, whatever becomes of them ("
                + Table.count(subscribers * MESSAGES_PER_SECOND)
                + " deliveries a second). The time counts from when a message was due, to when a subscriber has read it: it holds the"
                + " time in which the server writes to all the subscribers before.\n\n"
                + table + "\n" + Remarks.of(outcome));
    }
}
