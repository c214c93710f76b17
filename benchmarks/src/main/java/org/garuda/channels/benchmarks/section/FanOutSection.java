package org.garuda.channels.benchmarks.section;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.garuda.channels.benchmarks.load.FanOut;
import org.garuda.channels.benchmarks.load.FanOutPlan;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.report.BarChart;
import org.garuda.channels.benchmarks.report.Table;
import org.garuda.channels.benchmarks.round.Loading;
import org.garuda.channels.benchmarks.round.Rounds;
import org.garuda.channels.benchmarks.round.Servers;
import org.garuda.channels.benchmarks.server.Contender;

/** One topic with many subscribers, in a closed loop of three shapes. */
public final class FanOutSection implements Section {

    private static final int SUBSCRIBERS = 1000;
    private static final Path PICTURE = Path.of("benchmarks-fan-out.svg");

    @Override
    public String id() {
        return "fan-out";
    }

    @Override
    public Written run(Setup setup) {
        int subscribers = setup.clients(SUBSCRIBERS);
        StringBuilder text = new StringBuilder("## Fan-out\n\n")
                .append(Table.count(subscribers))
                .append(
                        " subscribers of one topic, 100 bytes of text in each message. The next message is published when one has reached"
                                + " everybody, so that the number in flight is fixed. A server that joins frames into one write gains by it"
                                + " as many as are in flight: compare within a table, never between them.\n");
        BarChart chart = new BarChart(
                "Deliveries per second of the server's CPU time, " + Table.count(subscribers) + " subscribers");
        try (Servers servers = Servers.start(setup.contenders())) {
            for (Shape shape : Shape.values()) {
                FanOutPlan plan = shape.plan(setup, subscribers);
                Map<Contender, Loading> cases = servers.cases(shape.title(), target -> FanOut.run(plan, target));
                Rounds.Outcome outcome =
                        new Rounds(setup.rounds(), Rounds.WARM_UPS, setup.log()).run(new ArrayList<>(cases.values()));
                text.append("\n### ")
                        .append(shape.title())
                        .append("\n\n")
                        .append(ComparedTable.of("deliveries", setup, cases, outcome));
                text.append('\n').append(Remarks.of(outcome));
                cases.forEach((contender, one) -> chart.bar(
                        contender.title(), shape.title(), outcome.of(one).median(LoadResult::perServerCpu)));
            }
        }
        text.append("\n![Deliveries per second of the server's CPU time, by server and load](")
                .append(PICTURE)
                .append(")\n");
        return new Written(text.toString(), Map.of(PICTURE, chart.svg()));
    }
}
