package org.garuda.channels.benchmarks.micro;

import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.protocol.Payload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What one delivery costs: an offer to an outbox and its way out, by a broadcast to a thousand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OutboxBenchmark {

    private static final int SUBSCRIBERS = 1000;
    private static final int TOGETHER = 4;
    private static final String TOPIC = "rooms:lobby";

    private final Payload payload = Payload.Json.of("{\"body\":\"" + "x".repeat(100) + "\"}");
    private final EngineRig rig = new EngineRig();

    /** JMH makes one. */
    public OutboxBenchmark() {}

    /** Brings the clients in. */
    @Setup
    public void join() {
        rig.join(TOPIC, SUBSCRIBERS);
    }

    /** Sends them away. */
    @TearDown
    public void leave() {
        rig.close();
    }

    /** Each frame is taken as soon as it is offered. */
    @Benchmark
    @OperationsPerInvocation(SUBSCRIBERS)
    public void offerAndTakeOne() {
        rig.draining(true);
        rig.broadcast(TOPIC, payload);
    }

    /**
     * Four frames gather before they are taken.
     *
     * @return how many were taken
     */
    @Benchmark
    @OperationsPerInvocation(SUBSCRIBERS * TOGETHER)
    public int offerFourAndTakeThem() {
        rig.draining(false);
        for (int i = 0; i < TOGETHER; i++) {
            rig.broadcast(TOPIC, payload);
        }
        int taken = rig.drain();
        if (taken != SUBSCRIBERS * TOGETHER) {
            throw new IllegalStateException(taken + " frames came out");
        }
        return taken;
    }
}
