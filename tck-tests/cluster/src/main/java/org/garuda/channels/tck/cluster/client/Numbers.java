package org.garuda.channels.tck.cluster.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What one subscriber has got of one publisher, whose messages go round some topics. Looks at number, order and repeats.
 * Used by one thread.
 */
public final class Numbers {

    private final BitSet got = new BitSet();
    private final int[] last;
    private long repeats;
    private long disordered;

    /** @param topics how many topics the messages go round */
    public Numbers(int topics) {
        last = new int[topics];
        Arrays.fill(last, -1);
    }

    /**
     * A message has come.
     *
     * @param number its number
     */
    public void take(int number) {
        int topic = number % last.length;
        if (got.get(number)) {
            repeats++;
        } else if (number < last[topic]) {
            disordered++;
        }
        got.set(number);
        last[topic] = Math.max(last[topic], number);
    }

    /**
     * How many came twice.
     *
     * @return a count
     */
    public long repeats() {
        return repeats;
    }

    /**
     * How many came after one that was published later on the same topic.
     *
     * @return a count
     */
    public long disordered() {
        return disordered;
    }

    /**
     * Whether one has come.
     *
     * @param number its number
     * @return whether it has
     */
    public boolean has(int number) {
        return got.get(number);
    }

    /**
     * Which have not come.
     *
     * @param from the first that counts
     * @param to the first that counts no more
     * @return their numbers
     */
    public List<Integer> missing(int from, int to) {
        List<Integer> missing = new ArrayList<>();
        for (int i = got.nextClearBit(from); i < to; i = got.nextClearBit(i + 1)) {
            missing.add(i);
        }
        return missing;
    }
}
