package org.garuda.channels.core.internal.connection;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.Inbound;
import org.garuda.channels.core.internal.queue.Mailbox;
import org.garuda.channels.core.internal.topic.TopicReadiness;
import org.jspecify.annotations.Nullable;

/**
 * A join that waits until what other nodes broadcast to its topic comes here, but not for long. One join of a client
 * waits at a time, since its later messages wait behind it; used by the item of the mailbox that has its turn, but for
 * {@link #sweep}.
 */
final class TopicWait {

    /** What becomes of a join. */
    enum Verdict {
        /** It goes on. */
        GO,
        /** It has been put back, and comes again. */
        WAIT,
        /** It is refused, since the broker cannot be reached and nobody may join without. */
        UNAVAILABLE
    }

    static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final NodeRuntime runtime;
    private final Mailbox mailbox;
    private final BooleanSupplier ended;
    private Inbound.@Nullable Message waiting;
    private long since;
    private volatile boolean paused;
    private volatile boolean arrived;

    /** @param ended whether the client has ended, so that nothing is waited for any more */
    TopicWait(NodeRuntime runtime, Mailbox mailbox, BooleanSupplier ended) {
        this.runtime = runtime;
        this.mailbox = mailbox;
        this.ended = ended;
    }

    /**
     * Decides on a join.
     *
     * @param turn the join's item, which is put back if it has to wait
     */
    @SuppressWarnings("ReferenceEquality") // A message is itself alone.
    Verdict judge(TopicReadiness readiness, String topic, Inbound.Message join, Mailbox.Item turn) {
        boolean again = waiting == join;
        arrived = false; // Before the question, so that an answer that comes at once is not forgotten.
        if (readiness.isReady(topic, this::arrived)) {
            return go(Verdict.GO);
        }
        long now = runtime.now();
        if (!again) {
            waiting = join;
            since = now;
        } else if (now - since >= MOST_NANOS) {
            runtime.counters().count(Counter.JOINS_UNCONFIRMED);
            return go(readiness.isRequired() ? Verdict.UNAVAILABLE : Verdict.GO);
        }
        paused = true;
        long start = since;
        mailbox.again(turn, () -> arrived || runtime.now() - start >= MOST_NANOS || ended.getAsBoolean());
        return Verdict.WAIT;
    }

    /** Lets a join go on whose time is up; called by the sweep. */
    void sweep() {
        if (paused) {
            mailbox.resume();
        }
    }

    private Verdict go(Verdict verdict) {
        waiting = null;
        paused = false;
        return verdict;
    }

    private void arrived() {
        arrived = true;
        mailbox.resume();
    }
}
