package org.garuda.channels.tck.kit.phoenix;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.garuda.channels.tck.bus.BrokerProcess;
import org.garuda.channels.tck.kit.replay.ConformanceNodes;
import org.garuda.channels.tck.kit.replay.TargetServer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a Phoenix front end counts on, with the stock phoenix.js over long-polling, behind a balancer that sends each poll
 * and each post to another node than the one before.
 */
class PhoenixJsOnTwoNodesTest {

    /** They hold back what goes through connections that stand, and here each request has a new one. */
    private static final Set<String> OF_STANDING_CONNECTIONS = Set.of(
            "2.0.0 join: a join without an answer times out, and is tried until there is one",
            "2.0.0 waiting pushes: a push that timed out while it waited is never sent");

    @TestFactory
    Stream<DynamicTest> inNodeOverLongPollingThroughARoundRobin() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(
                        "redis-server",
                        (port, folder) -> List.of(
                                "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--dir", folder.toString()));
                ConformanceNodes nodes = ConformanceNodes.start(2, "redis://127.0.0.1:" + broker.port());
                RoundRobin proxy = new RoundRobin(nodes.ports())) {
            List<ClaimRun.Verdict> verdicts = ClaimRun.of(
                    "node", ClaimRun.LONG_POLLING, Path.of("src", "test", "js"), new Owner(nodes, proxy.port()));
            assertTrue(proxy.dealt() > verdicts.size(), () -> "only " + proxy.dealt() + " requests");
            return ClaimTests.of(verdicts.stream()
                    .filter(verdict -> !OF_STANDING_CONNECTIONS.contains(verdict.title()))
                    .toList());
        }
    }

    /** Stops both nodes where a claim has the server stopped; the balancer stays. */
    private record Owner(ConformanceNodes nodes, int port) implements ClaimRun.Owner, TargetServer {

        @Override
        public URI webSocketBase() {
            return URI.create("ws://127.0.0.1:" + port + "/socket");
        }

        @Override
        public URI httpBase() {
            return URI.create("http://127.0.0.1:" + port);
        }

        @Override
        public TargetServer server() {
            return this;
        }

        @Override
        public void stop() {
            nodes.close();
        }

        @Override
        public void start() throws IOException {
            try {
                nodes.restart();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the nodes start", e);
            }
        }

        @Override
        public void close() {
            // Whoever started them stops them.
        }
    }
}
