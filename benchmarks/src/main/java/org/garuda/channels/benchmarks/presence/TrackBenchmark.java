package org.garuda.channels.benchmarks.presence;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.tracker.PresenceTracker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one presence costs that comes and goes, by the length of the list, with nobody to be told: the list, the refs,
 * and the two diffs that are encoded.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrackBenchmark {

    private static final Map<String, String> META = Map.of("device", "web");

    /** How many are on the list. */
    @Param({"1000", "10000", "100000"})
    public int length;

    private final PresenceTracker presence = new PresenceTracker();
    private final ChannelEngine engine = new ChannelEngine(
            NodeSettings.defaults(),
            new PayloadCodec(),
            CallContext.ofCurrentClassLoader(),
            CallbackExecutor.on(Runnable::run));
    private int newcomers;

    /** Fills the list. */
    @Setup(Level.Trial)
    public void fill() {
        engine.attach(presence, null);
        for (int i = 0; i < length; i++) {
            presence.track("topic", "resident-" + i, META);
        }
    }

    /** Ends the engine. */
    @TearDown(Level.Trial)
    public void stop() {
        engine.stop(CloseReason.UNDEPLOYED);
    }

    /** Comes and goes. */
    @Benchmark
    public void comeAndGo() {
        presence.track("topic", "resident-x" + newcomers++ % length, META).close();
    }
}
