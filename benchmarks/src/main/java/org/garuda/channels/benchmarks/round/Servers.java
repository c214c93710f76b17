package org.garuda.channels.benchmarks.round;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.garuda.channels.benchmarks.load.Target;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.server.Contender;
import org.garuda.channels.benchmarks.server.ServerProcess;

/** Servers that run side by side, idle but for the one that is measured. */
public final class Servers implements AutoCloseable {

    /** A server that runs. */
    public record Running(Contender contender, ServerProcess process) {}

    private final List<Running> running = new ArrayList<>();

    public static Servers start(List<Contender> contenders) {
        Servers servers = new Servers();
        try {
            for (Contender contender : contenders) {
                servers.running.add(new Running(contender, contender.start()));
            }
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /**
     * All of them under the same load, in their order.
     *
     * @param shape the load, for the log
     * @param how loads a server
     */
    public Map<Contender, Loading> cases(String shape, Function<Target, LoadResult> how) {
        Map<Contender, Loading> cases = new LinkedHashMap<>();
        running.forEach(server -> cases.put(server.contender(), new Loading(server, shape, how)));
        return cases;
    }

    public List<Running> all() {
        return running;
    }

    @Override
    public void close() {
        running.forEach(server -> server.process().close());
    }
}
