package org.garuda.channels.tck.kit.replay;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import org.garuda.channels.tck.kit.scenario.Scenario;

/** Prints results as they come, and sums them up at the end. Used by one thread. */
final class ReplayReport {

    private static final int SHOWN_DIFFERENCES = 2;
    private static final int SHOWN_CHARACTERS = 300;
    private static final int SHOWN_CHARACTERS_VERBOSE = 4000;

    private final PrintStream out;
    private final boolean verbose;
    private final Map<String, Sum> groups = new TreeMap<>();
    private int passed;
    private int failed;
    private boolean contractBroken;

    private record Sum(int same, int different) {

        Sum plus(Sum other) {
            return new Sum(same + other.same, different + other.different);
        }
    }

    ReplayReport(PrintStream out, boolean verbose) {
        this.out = out;
        this.verbose = verbose;
    }

    void add(ReplayResult result) {
        Scenario scenario = result.scenario();
        groups.merge(scenario.group(), result.matches() ? new Sum(1, 0) : new Sum(0, 1), Sum::plus);
        contractBroken |= result.breaksContract();
        if (result.matches()) {
            passed++;
            return;
        }
        failed++;
        String kind = result.breaksContract() ? "DIFFERS " : "advisory";
        out.println(kind + " " + scenario.name() + ": " + scenario.description());
        result.differences().stream()
                .limit(verbose ? Long.MAX_VALUE : SHOWN_DIFFERENCES)
                .forEach(this::print);
    }

    /** Ends the report; tells whether every contract scenario was as recorded. */
    boolean finish() {
        groups.forEach(
                (group, sum) -> out.printf("%-14s %d of %d as recorded%n", group, sum.same, sum.same + sum.different));
        out.println(passed + " passed, " + failed + " failed");
        out.flush();
        return !contractBroken;
    }

    private void print(Difference difference) {
        out.println("    step " + difference.step() + " " + difference.what());
        out.println("      want " + shown(difference.want()));
        out.println("      got  " + shown(difference.got()));
    }

    private String shown(String text) {
        int length = verbose ? SHOWN_CHARACTERS_VERBOSE : SHOWN_CHARACTERS;
        return text.length() > length ? text.substring(0, length) : text;
    }
}
