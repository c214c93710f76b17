package org.garuda.channels.tck.kit.replay;

import java.util.stream.Stream;
import org.garuda.channels.tck.kit.scenario.Scenario;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Every recorded contract scenario over WebSocket, against the conformance app with typed handlers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledIfSystemProperty(named = "tck.again", matches = ".*", disabledReason = "tried on another JDK")
class TypedScenariosTest {

    private TargetServer server;

    @BeforeAll
    void startServer() {
        server = new InProcessServer(true);
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @TestFactory
    Stream<DynamicContainer> everyScenarioIsAsRecordedWithTypedHandlers(TestReporter reporter) {
        return ScenarioTests.of(
                scenario -> scenario.tier() == Scenario.Tier.CONTRACT
                        && !scenario.group().startsWith("longpoll"),
                server,
                reporter);
    }
}
