package org.garuda.channels.tck.kit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.garuda.channels.tck.kit.scenario.Scenario;
import org.garuda.channels.tck.kit.scenario.Scenarios;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each deliberate difference from the recorded server, in the form of a scenario with this project's own answers. */
class DifferencesTest {

    private final InProcessServer server = new InProcessServer();

    @AfterEach
    void stopServer() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyDeliberateDifferenceIsAsDocumented() {
        List<Scenario> scenarios = Scenarios.differences();
        assertEquals(23, scenarios.size());
        ScenarioReplayer replayer = new ScenarioReplayer(server);
        return scenarios.stream()
                .map(scenario -> dynamicTest(scenario.toString(), () -> {
                    ReplayResult result = replayer.replay(scenario);
                    assertTrue(result.matches(), result::describe);
                }));
    }
}
