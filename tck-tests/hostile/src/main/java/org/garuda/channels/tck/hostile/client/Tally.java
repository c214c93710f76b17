package org.garuda.channels.tck.hostile.client;

import java.util.Arrays;

/** Counts what was begun and what came to an end. For any thread. */
final class Tally {

    private long[] took = new long[1024];
    private int ended;
    private int lost;
    private int waiting;

    synchronized void begun() {
        waiting++;
    }

    synchronized void ended(long nanoseconds) {
        waiting--;
        if (ended == took.length) {
            took = Arrays.copyOf(took, 2 * ended);
        }
        took[ended++] = nanoseconds;
    }

    synchronized void lost(int count) {
        waiting -= count;
        lost += count;
    }

    synchronized int waiting() {
        return waiting;
    }

    /** What has ended since the last call, with so many more that will not. */
    synchronized Latencies take(int given) {
        Latencies latencies = Latencies.of(Arrays.copyOf(took, ended), lost + given);
        ended = 0;
        lost = 0;
        return latencies;
    }
}
