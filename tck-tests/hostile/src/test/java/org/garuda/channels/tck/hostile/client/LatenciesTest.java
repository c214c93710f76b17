package org.garuda.channels.tck.hostile.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void ofAHundredTimesOneMayBeLonger() {
        long[] times =
                LongStream.rangeClosed(1, 101).map(each -> each * 1_000_000).toArray();
        Latencies latencies = Latencies.of(times, 3);
        assertEquals(51, latencies.p50());
        assertEquals(100, latencies.p99());
        assertEquals(101, latencies.max());
        assertEquals(3, latencies.lost());
    }

    @Test
    void nothingTakesNoTime() {
        assertEquals(new Latencies(0, 0, 0, 0, 2), Latencies.of(new long[0], 2));
    }

    @Test
    void whatIsNotAnsweredIsWaitedForAndThenLost() {
        Tally tally = new Tally();
        tally.begun();
        tally.begun();
        tally.ended(5_000_000);
        assertEquals(new Latencies(1, 5, 5, 5, 0), tally.take(0));
        assertEquals(1, tally.waiting());
        tally.lost(1);
        assertEquals(new Latencies(0, 0, 0, 0, 1), tally.take(tally.waiting()));
    }
}
