package org.garuda.channels.core.internal.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final NodeId ONE = new NodeId(1, 1);
    private static final NodeId OTHER = new NodeId(2, 2);

    private final InboundBudget budget = new InboundBudget(100, 1000);
    private final Arrivals arrivals = new Arrivals(budget);

    @Test
    void aNodesFirstMessageIsWhereItsNumbersBegin() {
        assertEquals(0, arrivals.add(message(ONE, 41)).missed());
        assertEquals(0, arrivals.add(message(ONE, 42)).missed());
    }

    @Test
    void missingNumbersAreCountedOnce() {
        arrivals.add(message(ONE, 1));
        assertEquals(3, arrivals.add(message(ONE, 5)).missed());
        assertEquals(0, arrivals.add(message(ONE, 6)).missed());
    }

    @Test
    void anEqualOrLowerNumberIsARepeat() {
        arrivals.add(message(ONE, 4));
        arrivals.add(message(ONE, 6));
        assertTrue(arrivals.add(message(ONE, 6)).repeat());
        assertTrue(arrivals.add(message(ONE, 5)).repeat());
        assertTrue(arrivals.add(message(ONE, 1)).repeat());
    }

    @Test
    void theNumbersOfOneNodeSayNothingOfAnothers() {
        arrivals.add(message(ONE, 9));
        assertFalse(arrivals.add(message(OTHER, 1)).repeat());
        assertEquals(0, arrivals.add(message(ONE, 10)).missed());
    }

    @Test
    void aMessageIsWholeWithItsLastPart() {
        assertNull(arrivals.add(part(ONE, 1, 0, 3)).whole());
        assertNull(arrivals.add(part(ONE, 1, 1, 3)).whole());
        Message whole = arrivals.add(part(ONE, 1, 2, 3)).whole();
        assertNotNull(whole);
        assertEquals(3, whole.body().left());
        assertEquals(0, budget.bytes());
        assertEquals(0, budget.messages());
    }

    @Test
    void aMessageWithoutOneOfItsPartsIsOneMessageThatIsMissing() {
        arrivals.add(message(ONE, 1));
        arrivals.add(part(ONE, 2, 0, 3));
        assertEquals(1, arrivals.add(part(ONE, 2, 2, 3)).missed());
        assertEquals(0, arrivals.add(message(ONE, 3)).missed());
        assertEquals(0, budget.bytes());
    }

    @Test
    void aMessageThatIsCutShortIsMissingWhenTheNextOneComes() {
        arrivals.add(part(ONE, 1, 0, 2));
        assertEquals(1, arrivals.add(message(ONE, 2)).missed());
        assertEquals(0, budget.bytes());
    }

    @Test
    void aRepeatedPartChangesNothing() {
        arrivals.add(part(ONE, 1, 0, 2));
        assertTrue(arrivals.add(part(ONE, 1, 0, 2)).repeat());
        assertNotNull(arrivals.add(part(ONE, 1, 1, 2)).whole());
        assertTrue(arrivals.add(part(ONE, 1, 1, 2)).repeat());
    }

    @Test
    void aMessageWithMorePartsThanThereIsRoomForIsMissing() {
        int missed = 0;
        for (int part = 0; part < 60; part++) {
            missed += (int) arrivals.add(part(ONE, 1, part, 60)).missed();
        }
        assertEquals(1, missed);
        assertEquals(0, budget.bytes());
    }

    @Test
    void aNodeThatIsForgottenHoldsNothing() {
        arrivals.add(part(ONE, 1, 0, 2));
        arrivals.forget(ONE);
        assertEquals(0, budget.bytes());
        assertEquals(0, budget.messages());
    }

    @Test
    void whoeverWritesUnderManyNamesHoldsABoundedNumberOfThem() {
        for (int i = 0; i < 3 * Arrivals.MOST_SENDERS; i++) {
            arrivals.add(part(new NodeId(i, 7), 1, 0, 2));
        }
        assertTrue(budget.messages() <= 100, () -> budget.messages() + " are held");
    }

    /** What is missed is what was sent and neither came whole nor is still to come: whatever is lost or repeated. */
    @Test
    void gapsAreExactlyTheMessagesThatWereLost() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 2_000; run++) {
            Arrivals fresh = new Arrivals(new InboundBudget(1000, 1_000_000));
            List<Envelope> sent = new ArrayList<>();
            int messages = 2 + random.nextInt(20);
            for (int number = 1; number <= messages; number++) {
                int parts = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
                for (int part = 0; part < parts; part++) {
                    sent.add(part(ONE, number, part, parts));
                }
            }
            fresh.add(message(ONE, 0));
            int whole = 0;
            long missed = 0;
            for (Envelope envelope : sent) {
                int times = random.nextInt(5) == 0 ? 0 : random.nextInt(5) == 0 ? 2 : 1;
                for (int time = 0; time < times; time++) {
                    Arrivals.Arrival arrival = fresh.add(envelope);
                    whole += arrival.whole() == null ? 0 : 1;
                    missed += arrival.missed();
                }
            }
            missed += fresh.add(message(ONE, messages + 1)).missed();
            assertEquals(messages, whole + missed, "seed " + seed + ", run " + run);
        }
    }

    private static Envelope message(NodeId node, long number) {
        return part(node, number, 0, 1);
    }

    private static Envelope part(NodeId node, long number, int part, int parts) {
        try {
            return Envelope.read(Envelope.write(Kind.BROADCAST, node, number, part, parts, new byte[] {7}, 0, 1));
        } catch (Envelope.RefusedException e) {
            throw new AssertionError(e);
        }
    }
}
