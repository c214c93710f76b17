package org.garuda.channels.tck.kit.replay;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.garuda.channels.tck.kit.scenario.Scenario;
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
        return ScenarioTests.of(chosen(), server, reporter);
    }

    private static Predicate<Scenario> chosen() {
        String groups = System.getProperty("tck.groups", "");
        return groups.isBlank() ? scenario -> true : ReplayOptions.inGroups(groups);
    }
}
