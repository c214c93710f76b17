package org.garuda.channels.core.internal.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** How long an answer of the broker is waited for. */
class PatienceTest {

    private static final Duration MOST = Duration.ofMillis(20);

    /**
     * A process stood still for longer than it waits, as for a garbage collection: the answer was in its socket when it
     * went on, and the connection was given up all the same, with all that had come on it.
     */
    @Test
    void anAnswerThatCameWhileTheProcessStoodStillIsRead() throws Exception {
        List<Long> waits = new ArrayList<>();

        boolean answered = Patience.answered(MOST, nanos -> {
            waits.add(nanos);
            return waits.size() == 2; // At once over the first time, and the second time the answer is read.
        });

        assertTrue(answered);
        assertEquals(List.of(MOST.toNanos() / 2, MOST.toNanos() / 2), waits);
    }

    @Test
    void anAnswerThatDoesNotComeIsNotWaitedForForEver() throws Exception {
        assertFalse(Patience.answered(MOST, new CompletableFuture<Void>()));
    }

    @Test
    void anAnswerThatIsHereIsTaken() throws Exception {
        assertTrue(Patience.answered(MOST, CompletableFuture.completedFuture("yes")));
    }

    @Test
    void anAnswerThatSaysNoIsThrown() {
        CompletableFuture<Void> refused = CompletableFuture.failedFuture(new IllegalStateException("no"));

        assertThrows(ExecutionException.class, () -> Patience.answered(MOST, refused));
    }
}
