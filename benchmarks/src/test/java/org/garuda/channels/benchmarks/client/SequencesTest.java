package org.garuda.channels.benchmarks.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SequencesTest {

    private final Sequences sequences = Sequences.fromTheStart(2);

    @Test
    void whatComesInOrderIsGood() {
        hear(0, 1, 2, 3);
        hear(1, 1, 2);

        assertCounts(0, 0, 0);
        assertEquals(0, sequences.lost(0, 3) + sequences.lost(1, 2));
    }

    @Test
    void aMessageThatNeverComesIsLost() {
        hear(0, 1, 2, 4, 5);

        assertEquals(1, sequences.lost(0, 5));
    }

    @Test
    void theLastMessagesCanBeLostToo() {
        hear(0, 1, 2);

        assertEquals(3, sequences.lost(0, 5));
    }

    @Test
    void aPublisherNeverHeardOfHasLostEverything() {
        assertEquals(7, sequences.lost(1, 7));
    }

    @Test
    void aMessageThatComesAgainIsADuplicateAndNoDelivery() {
        hear(0, 1, 2);

        assertFalse(sequences.heard(0, 2));
        assertFalse(sequences.heard(0, 1));
        assertCounts(0, 2, 0);
    }

    @Test
    void swappedMessagesAreOutOfOrderButNotLost() {
        hear(0, 1, 3, 2, 4);

        assertEquals(1, sequences.reordered());
        assertEquals(0, sequences.lost(0, 4));
        assertEquals(0, sequences.duplicates());
    }

    @Test
    void aLateMessageThatComesTwiceIsOutOfOrderOnceAndADuplicateOnce() {
        hear(0, 1, 3, 2);

        assertFalse(sequences.heard(0, 2));
        assertCounts(0, 1, 1);
    }

    @Test
    void whoComesLateCountsFromTheFirstMessageItHears() {
        Sequences late = Sequences.fromNowOn(1);
        assertTrue(late.heard(0, 17));
        assertTrue(late.heard(0, 19));

        assertEquals(1, late.overtaken());
        assertEquals(0, Sequences.fromNowOn(1).lost(0, 100), "who has heard nothing may have come after everything");
    }

    @Test
    void aPublisherThatDoesNotExistIsUnknown() {
        assertFalse(sequences.heard(2, 1));
        assertFalse(sequences.heard(-1, 1));

        assertEquals(2, sequences.unknown());
    }

    private void hear(int publisher, long... numbers) {
        for (long number : numbers) {
            assertTrue(sequences.heard(publisher, number), () -> "number " + number);
        }
    }

    private void assertCounts(long overtaken, long duplicates, long reordered) {
        assertEquals(overtaken, sequences.overtaken());
        assertEquals(duplicates, sequences.duplicates());
        assertEquals(reordered, sequences.reordered());
    }
}
