package org.garuda.channels.core.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    private final AtomicInteger counted = new AtomicInteger();
    private final ByteBudget budget = new ByteBudget(1600, this::evict);
    private final List<String> evicted = new ArrayList<>();

    private void evict(Runnable letGo) {
        counted.incrementAndGet();
        letGo.run();
    }

    private ByteBudget.Account account(String name) {
        return budget.open(() -> evicted.add(name));
    }

    @Test
    void theLargestGoFirstAndTheOthersStay() {
        var small = account("small");
        var large = account("large");
        var larger = account("larger");
        assertTrue(small.add(100));
        assertTrue(large.add(700));
        assertTrue(larger.add(750));
        assertTrue(small.add(200));
        assertEquals(List.of("larger"), evicted);
        assertEquals(1000, budget.held());
        assertFalse(larger.add(1), "an evicted account may hold nothing any more");
        assertEquals(1000, budget.held());
        assertEquals(1, counted.get());
    }

    @Test
    void whoeverAsksForTheMostIsEvictedItself() {
        var greedy = account("greedy");
        assertFalse(greedy.add(1601));
        assertEquals(List.of("greedy"), evicted);
        assertEquals(0, budget.held());
    }

    @Test
    void anEvictionMakesRoomForMoreThanOne() {
        for (int i = 0; i < 16; i++) {
            assertTrue(account("a" + i).add(100));
        }
        account("last").add(50);
        assertTrue(budget.held() <= 1500, "held: " + budget.held());
    }

    @Test
    void whatIsReleasedMayBeHeldByOthersAndTheAccountIsGoodForTheNextMessage() {
        var account = account("one");
        for (int i = 0; i < 100; i++) {
            assertTrue(account.add(1500));
            account.release();
        }
        assertEquals(0, budget.held());
        assertEquals(List.of(), evicted);
    }

    @Test
    void aClosedAccountGivesAllBackAndTakesNoMore() {
        var account = account("one");
        assertTrue(account.add(700));
        account.close();
        assertFalse(account.add(1));
        assertEquals(0, budget.held());
        assertEquals(List.of(), evicted);
        assertEquals(0, counted.get());
    }

    /** Each eviction used to look through all accounts: here 20,000 times 100,000. */
    @Test
    void manyWhoHoldLittleAreEvictedInOneGo() {
        ByteBudget many = new ByteBudget(1_600_000, this::evict);
        assertTimeout(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 100_000; i++) {
                many.open(() -> {}).add(16);
            }
            many.open(() -> {}).add(320_000);
            many.open(() -> {}).add(16);
            assertTrue(many.held() <= 1_600_000, "held: " + many.held());
            for (int i = 0; i < 20_000; i++) {
                many.open(() -> {}).add(100);
            }
        });
        assertTrue(many.held() <= 1_600_000, "held: " + many.held());
    }
}
