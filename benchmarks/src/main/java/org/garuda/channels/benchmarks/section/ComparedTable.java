package org.garuda.channels.benchmarks.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.report.Table;
import org.garuda.channels.benchmarks.round.Loading;
import org.garuda.channels.benchmarks.round.Rounds;
import org.garuda.channels.benchmarks.round.Series;
import org.garuda.channels.benchmarks.server.Contender;

/** Rates of all servers, as such and against the bases. */
public final class ComparedTable {

    private ComparedTable() {}

    static Table of(String what, Setup setup, Map<Contender, Loading> cases, Rounds.Outcome outcome) {
        List<String> heads = new ArrayList<>(List.of("Server", what + "/s"));
        setup.bases().forEach(base -> heads.add("of " + base.id() + "'s"));
        heads.add(what + " per server CPU s");
        setup.bases().forEach(base -> heads.add("of " + base.id() + "'s"));
        heads.addAll(List.of("median, ms", "p99, ms", "generator, cores"));
        Table table = new Table(heads.toArray(String[]::new));
        cases.forEach((contender, one) -> {
            Series series = outcome.of(one);
            List<String> cells = new ArrayList<>(List.of(contender.title()));
            rates(cells, setup, cases, outcome, series, LoadResult::rate);
            rates(cells, setup, cases, outcome, series, LoadResult::perServerCpu);
            cells.add(Table.tenths(series.median(result -> result.latency().median())));
            cells.add(Table.tenths(series.median(result -> result.latency().p99())));
            cells.add(Table.decimal(series.median(result -> result.generatorCpu() / result.seconds())));
            table.row(cells.toArray(String[]::new));
        });
        return table;
    }

    private static void rates(
            List<String> cells,
            Setup setup,
            Map<Contender, Loading> cases,
            Rounds.Outcome outcome,
            Series series,
            ToDoubleFunction<LoadResult> figure) {
        cells.add(Table.count(series.median(figure)));
        for (Contender base : setup.bases()) {
            Loading loading = cases.get(base);
            cells.add(loading == null ? "–" : Table.decimal(series.ratio(outcome.of(loading), figure)));
        }
    }
}
