package org.garuda.channels.benchmarks.load;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.benchmarks.client.ClientLoop;

/**
 * Says when messages are published: each when the one before has arrived (closed loop), or by the clock whatever
 * happens (open loop).
 */
sealed interface Pace extends AutoCloseable {

    static Pace of(FanOutPlan plan, List<Publisher> publishers, ClientLoop loop) {
        return plan.rate() > 0
                ? new Open(publishers, loop, (long) (TimeUnit.SECONDS.toNanos(1) / plan.rate()))
                : new Closed(publishers, loop, plan.inFlight());
    }

    /** Publishes the first messages. */
    void start();

    /** Publishes what is due. */
    void publishDue(long now);

    @Override
    void close();

    /** What follows is published when messages arrive. */
    record Closed(List<Publisher> publishers, ClientLoop loop, int inFlight) implements Pace {
        @Override
        public void start() {
            for (int i = 0; i < inFlight; i++) {
                publishers.forEach(publisher -> publisher.publish(loop, System.nanoTime()));
            }
        }

        @Override
        public void publishDue(long now) {
            // Nothing is ever due.
        }

        @Override
        public void close() {
            // There is nothing to stop.
        }
    }

    /**
     * The publishers take turns; each message bears the time when it was due, so that a late start counts as latency.
     */
    final class Open implements Pace {
        private final List<Publisher> publishers;
        private final ClientLoop loop;
        private final long periodNanos;
        private final long start = System.nanoTime();
        private final Ticker ticker;
        private long next;
        private int turn;

        Open(List<Publisher> publishers, ClientLoop loop, long periodNanos) {
            this.publishers = publishers;
            this.loop = loop;
            this.periodNanos = periodNanos;
            this.next = start;
            this.ticker = new Ticker(loop, start, periodNanos);
        }

        @Override
        public void start() {
            publishDue(System.nanoTime());
        }

        @Override
        public void publishDue(long now) {
            for (; next - now <= 0; next += periodNanos) {
                publishers.get(turn).publish(loop, next);
                turn = (turn + 1) % publishers.size();
            }
        }

        @Override
        public void close() {
            ticker.close();
        }
    }
}
