package org.garuda.channels.benchmarks.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a run; all zero in a good one.
 *
 * @param lost messages that a client should have got and did not
 * @param duplicates messages that came again
 * @param reordered messages that came after later ones of the same publisher
 * @param strange messages that made no sense, or belonged to another topic or publisher
 * @param disconnected clients that the server cut, slow ones apart
 * @param firstTrouble the first strange message or the first cut, in words, or null
 */
public record Faults(
        long lost,
        long duplicates,
        long reordered,
        long strange,
        long disconnected,
        @Nullable String firstTrouble) {

    /**
     * Tells whether the run was good.
     *
     * @return whether nothing went wrong
     */
    public boolean isNone() {
        return lost + duplicates + reordered + strange + disconnected == 0;
    }

    @Override
    public String toString() {
        String counts = "lost " + lost + ", duplicates " + duplicates + ", reordered " + reordered + ", strange "
                + strange + ", disconnected " + disconnected;
        return firstTrouble == null ? counts : counts + " (" + firstTrouble + ")";
    }
}
