package org.garuda.channels.tck.kit.replay;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.garuda.channels.tck.kit.scenario.Scenario;
import org.garuda.channels.tck.kit.scenario.Scenarios;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestReporter;

/** Recorded scenarios as tests of a server. */
final class ScenarioTests {

    private ScenarioTests() {}

    /** A test for each chosen scenario, by groups. */
    static Stream<DynamicContainer> of(Predicate<Scenario> chosen, TargetServer server, TestReporter reporter) {
        ScenarioReplayer replayer = new ScenarioReplayer(server);
        Map<String, List<Scenario>> groups = Scenarios.all().stream()
                .filter(chosen)
                .collect(Collectors.groupingBy(Scenario::group, TreeMap::new, Collectors.toList()));
        assertFalse(groups.isEmpty(), "no group is called so");
        return groups.entrySet().stream()
                .map(group -> dynamicContainer(
                        group.getKey(),
                        group.getValue().stream()
                                .map(scenario ->
                                        dynamicTest(scenario.toString(), () -> check(replayer, scenario, reporter)))));
    }

    private static void check(ScenarioReplayer replayer, Scenario scenario, TestReporter reporter) {
        ReplayResult result = replayer.replay(scenario);
        if (result.breaksContract()) {
            // Some race with a clock of 50 ms, and a busy machine loses: once more then, but not in secret.
            reporter.publishEntry("at the first try", result.describe());
            result = replayer.replay(scenario);
        }
        if (result.breaksContract()) {
            fail(result.describe());
        }
        if (!result.matches()) {
            reporter.publishEntry("advisory", result.describe());
        }
    }
}
