package org.garuda.channels.benchmarks.micro;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.FrameDecoder;
import org.garuda.channels.core.internal.protocol.FrameEncoder;
import org.garuda.channels.core.internal.protocol.Inbound;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
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
import org.openjdk.jmh.annotations.Warmup;

/** A text frame of 100 bytes of text: into a message and out again, beside what one would do with JSON-B. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

    private static final String TOPIC = "rooms:lobby";
    private static final String EVENT = "new:msg";
    private static final String BODY = "{\"body\":\"" + "x".repeat(100) + "\"}";

    /** The protocol's version. */
    @Param({"V1", "V2"})
    public ProtocolVersion version = ProtocolVersion.V2;

    private final Jsonb jsonb = JsonbBuilder.create();
    private byte[] frame = {};
    private FrameEncoder encoder = version.encoder();
    private Payload payload = Payload.EMPTY_OBJECT;
    private final String text = "x".repeat(100);

    /** JMH makes one. */
    public CodecBenchmark() {}

    /** A payload as an application would have it. */
    public record Fields(String body) {}

    /** A message as an application would have it. */
    public record Message(String topic, String event, Fields payload, String ref) {}

    /** Makes the frame and what is in it. */
    @Setup
    public void prepare() {
        String text = version == ProtocolVersion.V1
                ? "{\"topic\":\"" + TOPIC + "\",\"event\":\"" + EVENT + "\",\"payload\":" + BODY + ",\"ref\":\"12\"}"
                : "[\"1\",\"12\",\"" + TOPIC + "\",\"" + EVENT + "\"," + BODY + "]";
        frame = text.getBytes(StandardCharsets.UTF_8);
        encoder = version.encoder();
        payload = Payload.Json.of(BODY);
    }

    /**
     * A frame from a client becomes a message.
     *
     * @return the message
     */
    @Benchmark
    public Inbound decode() {
        return FrameDecoder.text(version, frame);
    }

    /**
     * The same as JSON-B does it.
     *
     * @return a list or a map
     */
    @Benchmark
    public Object decodeWithJsonb() {
        return jsonb.fromJson(new String(frame, StandardCharsets.UTF_8), Object.class);
    }

    /**
     * A broadcast becomes a frame, its payload passed through.
     *
     * @return the frame
     */
    @Benchmark
    public Frame encodeBroadcast() {
        return encoder.broadcast(TOPIC, EVENT, payload);
    }

    /**
     * The same as JSON-B does it.
     *
     * @return the frame's text as bytes
     */
    @Benchmark
    public byte[] encodeBroadcastWithJsonb() {
        Object message = version == ProtocolVersion.V1
                ? new Message(TOPIC, EVENT, new Fields(text), "0")
                : new Object[] {null, null, TOPIC, EVENT, new Fields(text)};
        return jsonb.toJson(message).getBytes(StandardCharsets.UTF_8);
    }
}
