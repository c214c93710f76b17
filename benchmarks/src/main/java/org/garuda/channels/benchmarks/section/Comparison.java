package org.garuda.channels.benchmarks.section;

import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.benchmarks.load.FanOut;
import org.garuda.channels.benchmarks.load.FanOutPlan;
import org.garuda.channels.benchmarks.round.Loading;
import org.garuda.channels.benchmarks.round.Rounds;
import org.garuda.channels.benchmarks.round.Series;
import org.garuda.channels.benchmarks.round.Servers;
import org.garuda.channels.benchmarks.server.Contender;

/**
 * The same servers under two loads, to see what the difference costs.
 *
 * @param outcome what was measured
 * @param pairs each server with both loads
 */
public record Comparison(Rounds.Outcome outcome, List<Pair> pairs) {

    /** One server. */
    record Pair(Contender contender, Loading without, Loading with) {}

    static Comparison run(Setup setup, int warmUps, String first, FanOutPlan without, String second, FanOutPlan with) {
        try (Servers servers = Servers.start(setup.contenders())) {
            List<Pair> pairs = servers.all().stream()
                    .map(server -> new Pair(
                            server.contender(),
                            new Loading(server, first, target -> FanOut.run(without, target)),
                            new Loading(server, second, target -> FanOut.run(with, target))))
                    .toList();
            List<Loading> cases = new ArrayList<>();
            pairs.forEach(pair -> {
                cases.add(pair.without);
                cases.add(pair.with);
            });
            return new Comparison(new Rounds(setup.rounds(), warmUps, setup.log()).run(cases), pairs);
        }
    }

    Series without(Pair pair) {
        return outcome.of(pair.without);
    }

    Series with(Pair pair) {
        return outcome.of(pair.with);
    }
}
