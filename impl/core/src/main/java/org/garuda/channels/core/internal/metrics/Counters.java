package org.garuda.channels.core.internal.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The engine's counters since its start. Safe for use by any thread. */
public final class Counters {

    private final Map<Counter, LongAdder> values = new EnumMap<>(Counter.class);

    /** Counters at zero. */
    public Counters() {
        for (Counter counter : Counter.values()) {
            values.put(counter, new LongAdder());
        }
    }

    /** The value of a counter. */
    public long get(Counter counter) {
        return adder(counter).sum();
    }

    /** Counts one more. */
    public void count(Counter counter) {
        adder(counter).increment();
    }

    /** Counts several more. */
    public void count(Counter counter, long times) {
        adder(counter).add(times);
    }

    private LongAdder adder(Counter counter) {
        LongAdder adder = values.get(counter);
        if (adder == null) {
            throw new AssertionError(counter);
        }
        return adder;
    }
}
