package org.garuda.channels.benchmarks.section;

import java.util.List;
import org.garuda.channels.benchmarks.load.FanOutPlan;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.report.Table;
import org.garuda.channels.benchmarks.round.Rounds;
import org.garuda.channels.benchmarks.round.Series;
import org.garuda.channels.benchmarks.server.Contender;
import org.garuda.channels.benchmarks.server.Peer;

/** What it costs the others when clients come and go. */
public final class ChurnSection implements Section {

    private static final int SUBSCRIBERS = 1000;
    private static final int COMING_AND_GOING = 20;

    @Override
    public String id() {
        return "churn";
    }

    @Override
    public List<Contender> wanted(List<Contender> contenders) {
        return contenders.stream().filter(contender -> contender == Peer.GARUDA).toList();
    }

    @Override
    public Written run(Setup setup) {
        int subscribers = setup.clients(SUBSCRIBERS);
        FanOutPlan plan = Shape.EIGHT_PUBLISHERS.plan(setup, subscribers);
        Comparison comparison =
                Comparison.run(setup, Rounds.WARM_UPS, "nobody moves", plan, "churn", plan.churning(COMING_AND_GOING));
        Table table = new Table(
                "Server",
                "deliveries/s",
                "with churn",
                "ratio",
                "per server CPU s",
                "with churn",
                "ratio",
                "clients gone/s");
        for (Comparison.Pair pair : comparison.pairs()) {
            Series calm = comparison.without(pair);
            Series churn = comparison.with(pair);
            table.row(
                    pair.contender().title(),
                    Table.count(calm.median(LoadResult::rate)),
                    Table.count(churn.median(LoadResult::rate)),
                    Table.decimal(churn.ratio(calm, LoadResult::rate)),
                    Table.count(calm.median(LoadResult::perServerCpu)),
                    Table.count(churn.median(LoadResult::perServerCpu)),
                    Table.decimal(churn.ratio(calm, LoadResult::perServerCpu)),
                    Table.count(churn.median(result -> result.churned() / result.seconds())));
        }
        return Written.of("## Coming and going\n\n" + Table.count(subscribers)
                + " subscribers of a topic with 8 publishers, one message of each in flight, while " + COMING_AND_GOING
                + " more at a time connect, join, stay for 100 ms and go, by turns with a farewell and by just closing the connection."
                + " They too must hear each message between the first and the last that they hear.\n\n" + table + "\n"
                + Remarks.of(comparison.outcome()));
    }
}
