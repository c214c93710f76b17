package org.garuda.channels.benchmarks.section;

import java.util.List;
import java.util.Locale;
import org.garuda.channels.benchmarks.round.Rounds;

/** What stands below a table: what it cost to trust it. */
public final class Remarks {

    private Remarks() {}

    static String of(Rounds.Outcome outcome) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%d interleaved rounds%s. Other programs kept %.2f cores busy meanwhile. ",
                outcome.rounds(),
                outcome.warmUps() == 0 ? "" : " after " + outcome.warmUps() + " to warm up",
                outcome.otherCores()));
        List<String> troubles = outcome.series().entrySet().stream()
                .flatMap(entry -> entry.getValue().troubles().stream()
                        .map(trouble -> "- " + entry.getKey().label() + ": " + trouble.replace("|", "\\|")))
                .toList();
        if (troubles.isEmpty()) {
            text.append("In all ")
                    .append(outcome.rounds() * outcome.series().size())
                    .append(" runs no message was lost, came twice or came out of order.\n");
        } else {
            text.append("Not all went well:\n\n")
                    .append(String.join("\n", troubles))
                    .append('\n');
        }
        return text.toString();
    }
}
