package org.garuda.channels.benchmarks.micro;

import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.protocol.Payload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * A broadcast to a topic of ten among few and among many clients: it is found, encoded, offered to each outbox and
 * taken out again.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TopicBenchmark {

    private static final int SUBSCRIBERS = 10;
    private static final String TOPIC = "rooms:0";

    /** How many clients there are; every ten have a topic of their own. */
    @Param({"10", "10000"})
    public int clients;

    private final Payload payload = Payload.Json.of("{\"body\":\"" + "x".repeat(100) + "\"}");
    private final EngineRig rig = new EngineRig();

    /** JMH makes one. */
    public TopicBenchmark() {}

    /** Brings the clients in. */
    @Setup
    public void join() {
        for (int topic = 0; topic < clients / SUBSCRIBERS; topic++) {
            rig.join("rooms:" + topic, SUBSCRIBERS);
        }
    }

    /** Sends them away. */
    @TearDown
    public void leave() {
        rig.close();
    }

    /** Broadcasts. */
    @Benchmark
    public void broadcastToTen() {
        rig.broadcast(TOPIC, payload);
    }
}
