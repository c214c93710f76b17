package org.garuda.channels.benchmarks.run;

import java.util.ArrayList;
import java.util.List;

/** Servers that run side by side, idle but for the one that is measured. */
final class Servers implements AutoCloseable {

    /** A server that runs. */
    record Running(Contender contender, ServerProcess process) {}

    private final List<Running> running = new ArrayList<>();

    static Servers start(List<Contender> contenders) {
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

    List<Running> all() {
        return running;
    }

    @Override
    public void close() {
        running.forEach(server -> server.process().close());
    }
}
