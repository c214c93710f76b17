package org.garuda.channels.core.internal.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.BitSet;
import org.garuda.channels.core.internal.bus.Slots;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.execution.SerialBatchExecutor;
import org.garuda.channels.core.internal.topic.TopicRegistry;

/**
 * Tells handlers that messages of other nodes are missing: each joined channel of a slot once, however many gaps are
 * found before it has been told. The channels are looked for on another thread than the one that finds a gap, at most
 * four times a second.
 */
final class MissedMessages {

    private final Slots slots;
    private final TopicRegistry topics;
    private final SerialBatchExecutor turns;

    @GuardedBy("this")
    private BitSet gaps = new BitSet();

    MissedMessages(Slots slots, TopicRegistry topics, NodeRuntime runtime) {
        this.slots = slots;
        this.topics = topics;
        this.turns =
                new SerialBatchExecutor(this, new Telling(), runtime, "telling handlers of missing messages", () -> {});
    }

    /** Messages of a slot are missing; never blocks. */
    synchronized void add(int slot) {
        gaps.set(slot);
    }

    /** Has those told who have not been; called by the sweep. */
    void sweep() {
        turns.go(false);
    }

    private void tell(BitSet missed) {
        topics.each(topic -> missed.get(slots.of(topic)), subscriber -> {
            if (subscriber.route().hearsMissed()) {
                subscriber.missed();
            }
        });
    }

    private final class Telling implements SerialBatchExecutor.Work {
        @Override
        @GuardedBy("MissedMessages.this")
        public boolean waits() {
            return !gaps.isEmpty();
        }

        @Override
        @GuardedBy("MissedMessages.this")
        public Runnable take() {
            BitSet missed = gaps;
            gaps = new BitSet();
            return () -> tell(missed);
        }
    }
}
