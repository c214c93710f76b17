package org.garuda.channels.tck.kit.replay;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.garuda.channels.tck.kit.scenario.Scenario;

/**
 * How a replay went.
 *
 * @param scenario what was replayed
 * @param differences what was not as recorded, in the order of the steps; empty: everything was
 * @param took how long it took
 */
public record ReplayResult(Scenario scenario, List<Difference> differences, Duration took) {

    /** Copies the list. */
    public ReplayResult {
        differences = List.copyOf(differences);
    }

    /**
     * Whether everything was as recorded.
     *
     * @return true without any difference
     */
    public boolean matches() {
        return differences.isEmpty();
    }

    /**
     * Whether the server broke the protocol, as far as this scenario shows.
     *
     * @return true for a difference in a contract scenario
     */
    public boolean breaksContract() {
        return !matches() && scenario.tier() == Scenario.Tier.CONTRACT;
    }

    /**
     * The scenario and its differences, for a test's failure message.
     *
     * @return several lines
     */
    public String describe() {
        return differences.stream()
                .map(Difference::toString)
                .collect(Collectors.joining("\n", scenario.name() + ": " + scenario.description() + "\n", ""));
    }
}
