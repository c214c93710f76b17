package org.garuda.channels.benchmarks.section;

import java.util.List;
import org.garuda.channels.benchmarks.load.FanOutPlan;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.report.Table;
import org.garuda.channels.benchmarks.round.Rounds;
import org.garuda.channels.benchmarks.round.Series;
import org.garuda.channels.benchmarks.server.Contender;
import org.garuda.channels.benchmarks.server.Peer;

/** Whether a topic's cost follows its subscribers, or all the clients there are. */
public final class TopicsSection implements Section {

    private static final int SUBSCRIBERS = 10;
    private static final int MANY = 10_000;

    @Override
    public String id() {
        return "topics";
    }

    @Override
    public List<Contender> wanted(List<Contender> contenders) {
        return contenders.stream().filter(contender -> contender == Peer.GARUDA).toList();
    }

    @Override
    public Written run(Setup setup) {
        int clients = setup.clients(MANY);
        Comparison comparison = Comparison.run(
                setup,
                Rounds.WARM_UPS,
                "alone",
                Shape.FOUR.plan(setup, SUBSCRIBERS),
                "among " + clients,
                plan(setup, clients));
        Table table = new Table(
                "Server",
                "alone, deliveries/s",
                "among " + Table.count(clients),
                "ratio",
                "alone, per server CPU s",
                "among " + Table.count(clients),
                "ratio");
        for (Comparison.Pair pair : comparison.pairs()) {
            Series alone = comparison.without(pair);
            Series among = comparison.with(pair);
            table.row(
                    pair.contender().title(),
                    Table.count(alone.median(LoadResult::rate)),
                    Table.count(among.median(LoadResult::rate)),
                    Table.decimal(among.ratio(alone, LoadResult::rate)),
                    Table.count(alone.median(LoadResult::perServerCpu)),
                    Table.count(among.median(LoadResult::perServerCpu)),
                    Table.decimal(among.ratio(alone, LoadResult::perServerCpu)));
        }
        return Written.of("## One topic among many\n\nA topic of " + SUBSCRIBERS
                + " subscribers, 4 messages in flight, with nobody else on the server, and with " + Table.count(clients)
                + " clients on the server that have joined other topics.\n\n" + table + "\n"
                + Remarks.of(comparison.outcome()));
    }

    private static FanOutPlan plan(Setup setup, int clients) {
        return Shape.FOUR.plan(setup, clients).topics(clients / SUBSCRIBERS, 1);
    }
}
