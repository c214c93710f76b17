package org.garuda.channels.tck.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.garuda.channels.tck.cluster.client.Numbers;
import org.junit.jupiter.api.Test;

/** What judges the messages. */
class NumbersTest {

    private final Numbers numbers = new Numbers(2);

    @Test
    void whatComesInTheOrderOfItsTopicIsRight() {
        List.of(1, 0, 3, 2).forEach(numbers::take);

        assertEquals(0, numbers.repeats());
        assertEquals(0, numbers.disordered());
        assertEquals(List.of(), numbers.missing(0, 4));
    }

    @Test
    void whatComesTwiceIsARepeatAndNothingElse() {
        List.of(0, 2, 0).forEach(numbers::take);

        assertEquals(1, numbers.repeats());
        assertEquals(0, numbers.disordered());
    }

    @Test
    void whatComesAfterALaterOneOfItsTopicIsOutOfOrder() {
        List.of(2, 0).forEach(numbers::take);

        assertEquals(1, numbers.disordered());
        assertEquals(0, numbers.repeats());
    }

    @Test
    void whatHasNotComeIsMissing() {
        List.of(0, 3, 5).forEach(numbers::take);

        assertEquals(List.of(1, 2, 4, 6), numbers.missing(0, 7));
    }
}
