package org.garuda.channels.tck.kit.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.garuda.channels.tck.kit.scenario.Scenario;

/**
 * The command line of {@link Replay}.
 *
 * @param server where to replay
 * @param directory scenarios to replay in place of the kit's own
 * @param selection which of them
 * @param quiet how long nothing may arrive until a step is over
 * @param verbose whether to show every difference, and all of it
 */
record ReplayOptions(
        TargetServer server, Optional<Path> directory, Predicate<Scenario> selection, Duration quiet, boolean verbose) {

    static final String USAGE = """
            Replays the recorded scenarios against a server that hosts the conformance app.
              --url URL      the socket, ws://127.0.0.1:4000/socket unless told; with commas for several nodes
              --http URL     the app, http://127.0.0.1:4000 unless told; as many, in the same order
              --only REGEX   scenarios whose name contains a match
              --group A,B    scenarios of these groups
              --tier TIER    contract (unless told), advisory or all
              --dir DIR      scenarios from a directory in place of the recorded ones
              --quiet MS     how long nothing may arrive until a step is over, 80 unless told
              -v             every difference, in full
            """;

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException when it is wrong; the message says how
     */
    static ReplayOptions parse(String... args) {
        String url = "ws://127.0.0.1:4000/socket";
        String http = "http://127.0.0.1:4000";
        Optional<Path> directory = Optional.empty();
        Predicate<Scenario> selection = all -> true;
        Predicate<Scenario> tier = tier("contract");
        Duration quiet = ScenarioReplayer.DEFAULT_QUIET;
        boolean verbose = false;
        for (int i = 0; i < args.length; i++) {
            String option = args[i];
            if (option.equals("-v")) {
                verbose = true;
                continue;
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("unknown option, or one without its value: " + option);
            }
            String value = args[++i];
            switch (option) {
                case "--url" -> url = value;
                case "--http" -> http = value;
                case "--only" -> selection = selection.and(named(value));
                case "--group" -> selection = selection.and(inGroups(value));
                case "--tier" -> tier = tier(value);
                case "--dir" -> directory = Optional.of(Path.of(value));
                case "--quiet" -> quiet = Duration.ofMillis(Long.parseLong(value));
                default -> throw new IllegalArgumentException("unknown option: " + option);
            }
        }
        TargetServer server = TargetServer.at(url, http);
        return new ReplayOptions(server, directory, selection.and(tier), quiet, verbose);
    }

    /** Scenarios of one of the groups in a comma separated list. */
    static Predicate<Scenario> inGroups(String groups) {
        List<String> wanted = List.of(groups.split(","));
        return scenario -> wanted.contains(scenario.group());
    }

    private static Predicate<Scenario> named(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return scenario -> pattern.matcher(scenario.name()).find();
    }

    private static Predicate<Scenario> tier(String name) {
        if (name.equals("all")) {
            return scenario -> true;
        }
        Scenario.Tier tier = Scenario.Tier.valueOf(name.toUpperCase(Locale.ROOT));
        return scenario -> scenario.tier() == tier;
    }
}
