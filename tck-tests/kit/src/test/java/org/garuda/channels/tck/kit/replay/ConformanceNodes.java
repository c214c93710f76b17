package org.garuda.channels.tck.kit.replay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.garuda.channels.tck.app.ConformanceApp;

/** Some nodes of the conformance app on one broker, in this virtual machine, on free ports. */
public final class ConformanceNodes implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final long READY_MILLIS = 30_000;

    private final String bus;
    private final List<ConformanceApp> nodes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    private ConformanceNodes(String bus) {
        this.bus = bus;
    }

    /** Nodes that are ready. */
    public static ConformanceNodes start(int number, String bus) throws InterruptedException {
        ConformanceNodes nodes = new ConformanceNodes(bus);
        for (int i = 0; i < number; i++) {
            nodes.nodes.add(ConformanceApp.start(HOST, 0, bus));
        }
        nodes.nodes.forEach(node -> nodes.ports.add(node.port()));
        return nodes.ready();
    }

    private ConformanceNodes ready() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MILLIS);
        while (!nodes.stream().allMatch(ConformanceApp::isReady)) {
            assertTrue(System.nanoTime() < end, "the nodes are not ready after " + READY_MILLIS + " ms");
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return this;
    }

    /** Starts as many in the same places, once they have been closed. */
    public void restart() throws InterruptedException {
        nodes.clear();
        ports.forEach(port -> nodes.add(ConformanceApp.start(HOST, port, bus)));
        ready();
    }

    /** Their ports. */
    public List<Integer> ports() {
        return List.copyOf(ports);
    }

    /** All of them, as one server. */
    TargetServer spread() {
        return TargetServer.at(urls("ws://" + HOST + ":%d/socket"), urls("http://" + HOST + ":%d"));
    }

    private String urls(String format) {
        return ports.stream().map(format::formatted).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        nodes.forEach(ConformanceApp::close);
    }
}
