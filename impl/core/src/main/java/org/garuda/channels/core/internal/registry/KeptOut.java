package org.garuda.channels.core.internal.registry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.garuda.channels.core.internal.execution.Nanos;

/** Ids that are turned away until their time is up. Bounded; safe for use by any thread. */
final class KeptOut {

    static final int MOST_IDS = 10_000;

    private final LongSupplier clock;

    @GuardedBy("this")
    private final Map<String, Long> until = new HashMap<>();

    /** @param clock in nanoseconds */
    KeptOut(LongSupplier clock) {
        this.clock = clock;
    }

    /** Turns an id away for so long from now on; zero lets it in again. */
    synchronized void add(String id, Duration time) {
        long now = clock.getAsLong();
        if (time.isZero()) {
            until.remove(id);
            return;
        }
        if (until.size() >= MOST_IDS && !until.containsKey(id)) {
            makeRoom(now);
        }
        until.put(id, now + Math.min(Nanos.of(time), Long.MAX_VALUE / 2));
    }

    /** Whether an id is turned away now. */
    synchronized boolean contains(String id) {
        Long end = until.isEmpty() ? null : until.get(id);
        if (end == null) {
            return false;
        }
        boolean over = end - clock.getAsLong() <= 0;
        if (over) {
            until.remove(id);
        }
        return !over;
    }

    /** What is over goes, else the tenth that is over first: so that not every id costs a look at all of them. */
    @GuardedBy("this")
    private void makeRoom(long now) {
        until.values().removeIf(end -> end - now <= 0);
        if (until.size() >= MOST_IDS) {
            until.entrySet().stream()
                    .sorted(Comparator.comparingLong(entry -> entry.getValue() - now))
                    .limit(MOST_IDS / 10)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(until::remove);
        }
    }
}
