package org.garuda.channels.core.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is done to the ring, it holds what a plain list would hold. */
class FrameRingTest {

    private record Waiting(
            Frame frame, long since, @Nullable Object tag) {}

    private final FrameRing ring = new FrameRing();
    private final List<Waiting> list = new ArrayList<>();
    private long time;

    @Test
    void holdsWhatAListWouldHold() {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println("FrameRingTest: -Dfuzz.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            // Now it tends to grow, now to shrink, so that it is often empty and sometimes long.
            step(random, random.nextInt(100), i / 100 % 3 == 0 ? 60 : 40);
            assertEquals(list.size(), ring.size(), "seed " + seed);
            assertEquals(list.stream().mapToLong(one -> one.frame.length()).sum(), ring.bytes(), "seed " + seed);
            if (!list.isEmpty()) {
                assertEquals(list.get(0).since, ring.headSince(), "seed " + seed);
                assertEquals(list.get(0).tag, ring.headTag(), "seed " + seed);
            }
        }
    }

    private void step(Random random, int die, int adding) {
        if (die < adding) {
            Waiting one = new Waiting(frame(random), time++, random.nextInt(3) == 0 ? tag(random) : null);
            list.add(one);
            ring.add(one.frame, one.since, one.tag);
        } else if (die < 90) {
            assertSame(list.isEmpty() ? null : list.remove(0).frame, ring.poll());
        } else if (die < 94) {
            Waiting oldest =
                    list.stream().filter(one -> one.tag != null).findFirst().orElse(null);
            assertEquals(list.remove(oldest), ring.dropOldestTagged());
        } else if (die < 98) {
            replace(random);
        } else if (die < 99) {
            ring.trim();
        } else if (random.nextInt(20) == 0) {
            list.clear();
            ring.clear();
        }
    }

    private void replace(Random random) {
        Object tag = tag(random);
        Frame frame = frame(random);
        int last = list.size() - 1;
        while (last >= 0 && !Objects.equals(list.get(last).tag, tag)) {
            last--;
        }
        assertEquals(last >= 0, ring.replace(tag, frame));
        if (last >= 0) {
            list.set(last, new Waiting(frame, list.get(last).since, tag));
        }
    }

    private static Object tag(Random random) {
        return "tag" + random.nextInt(4);
    }

    private static Frame frame(Random random) {
        return ProtocolVersion.V2
                .encoder()
                .broadcast("t", "e", Payload.Json.of("\"" + "x".repeat(random.nextInt(20)) + "\""));
    }
}
