package org.garuda.channels.benchmarks.round;

import java.util.function.Function;
import org.garuda.channels.benchmarks.load.Target;
import org.garuda.channels.benchmarks.metrics.LoadResult;

/**
 * A server under one kind of load.
 *
 * @param server the server
 * @param shape the load, for the log
 * @param how loads the server
 */
public record Loading(Servers.Running server, String shape, Function<Target, LoadResult> how) implements Rounds.Case {

    @Override
    public String label() {
        return server.contender().id() + ", " + shape;
    }

    @Override
    public Target target() {
        return server.process().target();
    }

    @Override
    public LoadResult load() {
        return how.apply(target());
    }
}
