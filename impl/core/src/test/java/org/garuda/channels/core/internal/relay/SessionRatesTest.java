package org.garuda.channels.core.internal.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionRatesTest {

    private static final long SECOND = 1_000_000_000L;

    /** The clock may pass the end of its numbers. */
    private static final long NOW = Long.MAX_VALUE - 5;

    private static final UUID SESSION = new UUID(1, 2);

    private final SessionRates rates = new SessionRates(1000);

    @Test
    void aSecondsWorthMayGoAtOnceAndTheRestWaits() {
        rates.charge(SESSION, 1000, NOW);
        assertTrue(rates.waitNanos(SESSION, NOW) <= 0);
        rates.charge(SESSION, 2000, NOW);
        assertEquals(2 * SECOND, rates.waitNanos(SESSION, NOW));
        assertEquals(0, rates.waitNanos(SESSION, NOW + 2 * SECOND));
    }

    @Test
    void nobodyPaysForAnother() {
        rates.charge(SESSION, 5000, NOW);
        assertEquals(0, rates.waitNanos(new UUID(1, 3), NOW));
    }

    @Test
    void whoHasBeenSlowEnoughIsForgotten() {
        rates.charge(SESSION, 3000, NOW);
        rates.sweep(NOW + 2 * SECOND);
        assertEquals(1, rates.size());
        rates.sweep(NOW + 3 * SECOND);
        assertEquals(0, rates.size());
    }
}
