package org.garuda.channels.benchmarks.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.garuda.channels.benchmarks.load.Echo;
import org.garuda.channels.benchmarks.report.Table;
import org.garuda.channels.benchmarks.round.Loading;
import org.garuda.channels.benchmarks.round.Rounds;
import org.garuda.channels.benchmarks.round.Servers;
import org.garuda.channels.benchmarks.server.Contender;

/** Each client waits for its answer. */
public final class EchoSection implements Section {

    private static final List<Integer> CONNECTIONS = List.of(100, 1000);
    private static final int BODY_BYTES = 100;

    @Override
    public String id() {
        return "echo";
    }

    @Override
    public List<Contender> wanted(List<Contender> contenders) {
        return contenders.stream().filter(Contender::isStandalone).toList();
    }

    @Override
    public Written run(Setup setup) {
        StringBuilder text = new StringBuilder("## Echo\n\n")
                .append(
                        "Each client sends 100 bytes of text, waits for the answer, and sends the next: one in flight for each"
                                + " connection.\n");
        try (Servers servers = Servers.start(setup.contenders())) {
            for (int full : CONNECTIONS) {
                int clients = setup.clients(full);
                Echo.Plan plan = new Echo.Plan("bench:", clients, 1, BODY_BYTES, setup.warmUp(), setup.duration());
                Map<Contender, Loading> cases =
                        servers.cases(clients + " connections", target -> Echo.run(plan, target));
                Rounds.Outcome outcome =
                        new Rounds(setup.rounds(), Rounds.WARM_UPS, setup.log()).run(new ArrayList<>(cases.values()));
                text.append("\n### ").append(Table.count(clients)).append(" connections\n\n");
                text.append(ComparedTable.of("echoes", setup, cases, outcome))
                        .append('\n')
                        .append(Remarks.of(outcome));
            }
        }
        return Written.of(text.toString());
    }
}
