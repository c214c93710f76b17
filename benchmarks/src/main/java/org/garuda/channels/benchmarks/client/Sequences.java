package org.garuda.channels.benchmarks.client;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver has heard of each publisher, and what is wrong with it. Sequence numbers start at 1 and go up by
 * one; a receiver that came late counts from the first number it hears.
 */
public final class Sequences {

    private static final long NOTHING_YET = -1;

    private final long[] last;
    private final @Nullable Set<Long>[] missing;
    private long reordered;
    private long duplicates;
    private long unknown;

    private Sequences(int publishers, long start) {
        last = new long[publishers];
        Arrays.fill(last, start);
        missing = newSets(publishers);
    }

    /** For a receiver that is there before the first message. */
    public static Sequences fromTheStart(int publishers) {
        return new Sequences(publishers, 0);
    }

    /** For a receiver that comes in the middle. */
    public static Sequences fromNowOn(int publishers) {
        return new Sequences(publishers, NOTHING_YET);
    }

    /**
     * A message has come.
     *
     * @return whether it counts as a delivery: it is one that was due, and has not come before
     */
    public boolean heard(int publisher, long sequence) {
        if (publisher < 0 || publisher >= last.length || sequence < 1) {
            unknown++;
            return false;
        }
        long before = last[publisher];
        if (sequence == before + 1 || before == NOTHING_YET) {
            last[publisher] = sequence;
            return true;
        }
        if (sequence > before) {
            for (long number = before + 1; number < sequence; number++) {
                missing(publisher).add(number);
            }
            last[publisher] = sequence;
            return true;
        }
        if (missing(publisher).remove(sequence)) {
            reordered++;
            return true;
        }
        duplicates++;
        return false;
    }

    /**
     * Messages that were overtaken by later ones and have not come since, or were published and have not come at all.
     */
    public long lost(int publisher, long published) {
        long before = last[publisher];
        long overtaken = missing[publisher] == null ? 0 : missing(publisher).size();
        return overtaken + (before == NOTHING_YET ? 0 : Math.max(published - before, 0));
    }

    /** Messages that were overtaken by later ones and have not come since. */
    public long overtaken() {
        long sum = 0;
        for (Set<Long> numbers : missing) {
            sum += numbers == null ? 0 : numbers.size();
        }
        return sum;
    }

    /** Messages that came after later ones. */
    public long reordered() {
        return reordered;
    }

    /** Messages that came again. */
    public long duplicates() {
        return duplicates;
    }

    /** Messages of no publisher there is. */
    public long unknown() {
        return unknown;
    }

    private Set<Long> missing(int publisher) {
        Set<Long> numbers = missing[publisher];
        if (numbers == null) {
            numbers = new HashSet<>();
            missing[publisher] = numbers;
        }
        return numbers;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types.
    private static @Nullable Set<Long>[] newSets(int count) {
        return new Set[count];
    }
}
