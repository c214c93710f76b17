package org.garuda.channels.core.internal.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendQueueTest {

    private final SendQueue queue = new SendQueue();

    @Test
    void nothingIsTakenWithoutALink() {
        assertFalse(queue.offer("c", new byte[1]));
    }

    @Test
    void tenThousandMessagesWaitAndNotOneMore() {
        queue.open(new QuietLink());
        for (int i = 0; i < 10_000; i++) {
            assertTrue(queue.offer("c", new byte[1]));
        }
        assertFalse(queue.offer("c", new byte[1]));
    }

    @Test
    void sixteenMegabytesWaitAndNotOneByteMore() {
        queue.open(new QuietLink());
        for (int i = 0; i < 16; i++) {
            assertTrue(queue.offer("c", new byte[1 << 20]));
        }
        assertFalse(queue.offer("c", new byte[1]));
        assertTrue(queue.offer("c", new byte[0]));
    }

    @Test
    void whatIsBeingSentCountsUntilItIsSent() throws Exception {
        queue.open(new QuietLink());
        while (queue.offer("c", new byte[1])) {
            // Until it is full.
        }
        SendQueue.Batch batch = queue.take();
        assertNotNull(batch);
        assertFalse(queue.offer("c", new byte[1]));

        queue.sent(batch);

        assertTrue(queue.offer("c", new byte[1]));
    }

    @Test
    void whatWaitsForALinkIsNeverGivenToTheNext() throws Exception {
        queue.open(new QuietLink());
        queue.offer("old", new byte[1]);
        queue.offer("old", new byte[1]);
        SendQueue.Batch old = queue.take();
        queue.offer("old", new byte[1]);
        queue.shut();
        assertFalse(queue.offer("between", new byte[1]));
        Link next = new QuietLink();
        queue.open(next);
        queue.offer("new", new byte[1]);
        assertNotNull(old);
        queue.sent(old);

        SendQueue.Batch batch = queue.take();

        assertNotNull(batch);
        assertEquals(next, batch.link());
        assertEquals(
                List.of("new"),
                batch.messages().stream().map(SendQueue.Message::channel).toList());
    }

    @Test
    void drainingTakesNoMoreAndWaitsForWhatThereIs() throws Exception {
        queue.open(new QuietLink());
        queue.offer("c", new byte[1]);
        long begin = System.nanoTime();
        queue.drain(Duration.ofMillis(20));
        assertTrue(System.nanoTime() - begin >= Duration.ofMillis(20).toNanos());
        assertFalse(queue.offer("c", new byte[1]));

        SendQueue.Batch batch = queue.take();
        assertNotNull(batch);
        queue.sent(batch);
        queue.drain(Duration.ofDays(1));
    }

    @Test
    void whoeverWaitsForMessagesIsToldThatThereWillBeNone() throws Exception {
        queue.open(new QuietLink());
        queue.end();

        assertNull(queue.take());
    }
}
