package org.garuda.channels.tck.kit.replay;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.garuda.channels.tck.bus.ArtemisBroker;
import org.garuda.channels.tck.bus.Broker;
import org.garuda.channels.tck.bus.BrokerProcess;
import org.garuda.channels.tck.kit.scenario.Scenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * The recorded scenarios with the clients of each, and the polls and posts of each session, dealt round among two nodes
 * on a real broker: as on one node. {@code
 * -Dtck.nodes=3} has more nodes, {@code -Dtck.everywhere} all groups on every broker.
 */
@DisabledIfSystemProperty(named = "tck.again", matches = ".*", disabledReason = "tried on another JDK")
class SeveralNodesTest {

    private static final int NODES = Integer.getInteger("tck.nodes", 2);
    private static final boolean EVERYWHERE = System.getProperty("tck.everywhere") != null;

    private static final Predicate<Scenario> ALL = scenario -> true;

    /** Where a broker makes a difference. */
    private static final Predicate<Scenario> BETWEEN_CLIENTS =
            EVERYWHERE ? ALL : scenario -> Set.of("message", "presence").contains(scenario.group());

    private ConformanceNodes nodes;
    private Broker broker;

    @AfterEach
    void stop() throws IOException {
        if (nodes != null) {
            nodes.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @TestFactory
    Stream<DynamicContainer> onRedisEveryScenarioIsAsOnOneNode(TestReporter reporter)
            throws IOException, InterruptedException {
        broker = BrokerProcess.start(
                "redis-server",
                (port, folder) ->
                        List.of("--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--dir", folder.toString()));
        return ScenarioTests.of(ALL, start("redis://127.0.0.1:" + broker.port()), reporter);
    }

    @TestFactory
    Stream<DynamicContainer> onNatsWhatIsBetweenClientsIsAsOnOneNode(TestReporter reporter)
            throws IOException, InterruptedException {
        broker = BrokerProcess.start(
                "nats-server", (port, folder) -> List.of("--addr", "127.0.0.1", "--port", "" + port));
        return ScenarioTests.of(BETWEEN_CLIENTS, start("nats://127.0.0.1:" + broker.port()), reporter);
    }

    @TestFactory
    Stream<DynamicContainer> onJakartaMessagingWhatIsBetweenClientsIsAsOnOneNode(TestReporter reporter)
            throws IOException, InterruptedException {
        broker = ArtemisBroker.started("");
        return ScenarioTests.of(BETWEEN_CLIENTS, start("jms:tcp://127.0.0.1:" + broker.port()), reporter);
    }

    private TargetServer start(String bus) throws InterruptedException {
        nodes = ConformanceNodes.start(NODES, bus);
        return nodes.spread();
    }
}
