package org.garuda.channels.tck.kit.replay;

import java.io.PrintStream;
import java.util.List;
import org.garuda.channels.tck.kit.scenario.Scenario;
import org.garuda.channels.tck.kit.scenario.Scenarios;

/**
 * Replays the recorded scenarios from the command line. The exit code is 0 when every contract scenario was as
 * recorded, 1 when one was not, 2 when the command line is wrong.
 */
public final class Replay {

    private static final int CONTRACT_BROKEN = 1;
    private static final int WRONG_USE = 2;

    private Replay() {}

    /**
     * Replays, prints the report to standard output and ends the virtual machine.
     *
     * @param args the options; a wrong one prints them all
     */
    public static void main(String[] args) {
        System.exit(run(System.out, args));
    }

    /** Replays, and gives the exit code. */
    static int run(PrintStream out, String... args) {
        ReplayOptions options;
        try {
            options = ReplayOptions.parse(args);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.print(ReplayOptions.USAGE);
            return WRONG_USE;
        }
        ReplayReport report = new ReplayReport(out, options.verbose());
        ScenarioReplayer replayer = new ScenarioReplayer(options.server(), options.quiet());
        List<Scenario> scenarios = options.directory().map(Scenarios::in).orElseGet(Scenarios::all);
        scenarios.stream().filter(options.selection()).map(replayer::replay).forEach(report::add);
        return report.finish() ? 0 : CONTRACT_BROKEN;
    }
}
