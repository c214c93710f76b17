package org.garuda.channels.benchmarks.section;

import java.util.List;
import org.garuda.channels.benchmarks.load.FanOut;
import org.garuda.channels.benchmarks.load.FanOutPlan;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.report.Table;
import org.garuda.channels.benchmarks.round.Loading;
import org.garuda.channels.benchmarks.round.Rounds;
import org.garuda.channels.benchmarks.round.Series;
import org.garuda.channels.benchmarks.round.Servers;
import org.garuda.channels.benchmarks.server.Contender;
import org.garuda.channels.benchmarks.server.Peer;

/** The library as a guest of a servlet container, beside what one would write by hand for the same container. */
public final class WebApplicationSection implements Section {

    private static final int SUBSCRIBERS = 1000;

    /** More than elsewhere, since these servers take longer until they are compiled. */
    private static final int WARM_UPS = 4;

    @Override
    public String id() {
        return "web-application";
    }

    @Override
    public List<Contender> wanted(List<Contender> contenders) {
        return contenders.stream()
                .filter(contender -> contender instanceof Peer peer
                        && peer.byHand().filter(contenders::contains).isPresent())
                .toList();
    }

    @Override
    public Written run(Setup setup) {
        int subscribers = setup.clients(SUBSCRIBERS);
        StringBuilder text = new StringBuilder("## In a web application\n\n")
                .append(Table.count(subscribers))
                .append(
                        " subscribers of one topic, 100 bytes of text in each message, on the same server: the library, and an endpoint of"
                                + " Jakarta WebSocket with just enough of the Phoenix protocol and a queue of texts for each session, which bounds"
                                + " nothing and trusts its clients. The text is made once for all; both leave one message at a time to the"
                                + " container, which encodes and writes it.\n");
        for (Shape shape : Shape.values()) {
            text.append("\n### ").append(shape.title()).append("\n");
            FanOutPlan plan = shape.plan(setup, subscribers);
            Table table = new Table(
                    "Server",
                    "deliveries/s",
                    "by hand",
                    "ratio",
                    "deliveries per server CPU s",
                    "by hand",
                    "ratio",
                    "p99, ms",
                    "by hand");
            StringBuilder remarks = new StringBuilder();
            for (Contender guest : setup.contenders()) {
                Contender byHand = ((Peer) guest).byHand().orElseThrow();
                compare(setup, shape, plan, guest, byHand, table, remarks);
            }
            text.append('\n').append(table).append(remarks);
        }
        return Written.of(text.toString());
    }

    private static void compare(
            Setup setup,
            Shape shape,
            FanOutPlan plan,
            Contender guest,
            Contender byHand,
            Table table,
            StringBuilder remarks) {
        try (Servers servers = Servers.start(List.of(guest, byHand))) {
            List<Loading> cases = List.copyOf(servers.cases(shape.title(), target -> FanOut.run(plan, target))
                    .values());
            Rounds.Outcome outcome = new Rounds(setup.rounds(), WARM_UPS, setup.log()).run(cases);
            Series ours = outcome.of(cases.get(0));
            Series theirs = outcome.of(cases.get(1));
            table.row(
                    guest.title(),
                    Table.count(ours.median(LoadResult::rate)),
                    Table.count(theirs.median(LoadResult::rate)),
                    Table.decimal(ours.ratio(theirs, LoadResult::rate)),
                    Table.count(ours.median(LoadResult::perServerCpu)),
                    Table.count(theirs.median(LoadResult::perServerCpu)),
                    Table.decimal(ours.ratio(theirs, LoadResult::perServerCpu)),
                    Table.tenths(ours.median(result -> result.latency().p99())),
                    Table.tenths(theirs.median(result -> result.latency().p99())));
            remarks.append('\n').append(guest.title()).append(": ").append(Remarks.of(outcome));
        }
    }
}
