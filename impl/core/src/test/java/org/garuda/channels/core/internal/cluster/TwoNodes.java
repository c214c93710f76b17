package org.garuda.channels.core.internal.cluster;

import static org.garuda.channels.core.internal.fixture.TestClient.eventually;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.core.internal.fixture.MemoryBroker;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;

/** Some nodes on one broker in memory, in real time. */
final class TwoNodes implements AutoCloseable {

    final MemoryBroker broker;
    final List<TestEngine> nodes;

    TwoNodes(MemoryBroker broker, UnaryOperator<NodeSettings.Builder> settings) {
        this(broker, settings, 2);
    }

    TwoNodes(MemoryBroker broker, UnaryOperator<NodeSettings.Builder> settings, int number) {
        this.broker = broker;
        this.nodes = IntStream.range(0, number)
                .mapToObj(i -> TestEngine.with()
                        .over(broker)
                        .onRealThreads()
                        .intercepting("shout")
                        .node(node -> settings.apply(
                                node.bus(bus -> bus.url("memory:it").name("node-" + i))))
                        .start())
                .toList();
        nodes.forEach(node -> node.engine.start());
    }

    /** Two nodes that know each other. */
    static TwoNodes start() {
        return start(new MemoryBroker());
    }

    static TwoNodes start(MemoryBroker broker) {
        return new TwoNodes(broker, settings -> settings).know(1);
    }

    TwoNodes know(int others) {
        nodes.forEach(
                node -> eventually("a node knows the others", () -> status(node).members() == others));
        nodes.forEach(node -> eventually("a node is ready", node.engine.broadcaster()::isReady));
        return this;
    }

    TestEngine first() {
        return nodes.get(0);
    }

    TestEngine second() {
        return nodes.get(1);
    }

    MemoryBroker.MemoryBus bus(int node) {
        return broker.buses.get(node);
    }

    static ClusterStatus status(TestEngine node) {
        ClusterStatus status = node.engine.cluster();
        if (status == null) {
            throw new AssertionError("the node is alone");
        }
        return status;
    }

    /** A client that has joined a topic. */
    static TestClient joined(TestEngine node, String topic) {
        TestClient client = node.connect();
        client.send("1", "1", topic, "phx_join");
        eventually("the join is answered", () -> client.transport.count() == 1);
        client.gets(TestClient.ok("1", "1", topic));
        return client;
    }

    /** Waits until the node's list of a topic has these keys. */
    static void eventuallyLists(TestEngine node, String topic, String... keys) {
        eventually(
                "the list is " + List.of(keys),
                () -> node.presence.list(topic).keySet().equals(Set.of(keys)));
    }

    /** Waits for exactly these. */
    static void eventuallyGets(TestClient client, String... frames) {
        eventually("as many frames", () -> client.transport.count() >= frames.length);
        client.gets(frames);
    }

    long count(Counter counter) {
        return nodes.stream().mapToLong(node -> node.count(counter)).sum();
    }

    @Override
    public void close() {
        nodes.forEach(TestEngine::close);
        broker.close();
    }
}
