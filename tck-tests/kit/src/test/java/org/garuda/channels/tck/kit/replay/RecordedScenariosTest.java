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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/**
 * Every recorded scenario, against the server at {@code -Dtck.url=ws://…/socket -Dtck.http=http://…}, or else against
 * the conformance app in this virtual machine. {@code -Dtck.groups=join,event} chooses some of them.
 *
 * <p>A contract scenario has to be as recorded. What differs in an advisory one is in the report.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedScenariosTest {

    private TargetServer server;

    @BeforeAll
    void startServer() {
        server = ServerUnderTest.start();
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @TestFactory
    Stream<DynamicContainer> everyScenarioIsAsRecorded(TestReporter reporter) {
        ScenarioReplayer replayer = new ScenarioReplayer(server);
        Map<String, List<Scenario>> groups = Scenarios.all().stream()
                .filter(chosen())
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

    private static Predicate<Scenario> chosen() {
        String groups = System.getProperty("tck.groups", "");
        return groups.isBlank() ? scenario -> true : ReplayOptions.inGroups(groups);
    }
}
