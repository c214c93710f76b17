package org.garuda.channels.jakarta.internal.servlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.core.internal.longpoll.LongPollResponse;
import org.junit.jupiter.api.Test;

class AsyncExchangeTest {

    private static final LongPollResponse HELLO =
            new LongPollResponse(200, Map.of("content-type", "text/plain"), "hello".getBytes());

    private final FakeExchange fake = new FakeExchange();

    @Test
    void anAnswerIsWrittenAtOnceWhereTheClientReads() {
        fake.exchange.answer(HELLO);
        assertEquals(200, fake.status);
        assertEquals(Map.of("content-type", "text/plain", "content-length", "5"), fake.headers);
        assertEquals("hello", fake.text());
        assertEquals(List.of(true), fake.ends);
        assertEquals(1, fake.completed);
    }

    @Test
    void anAnswerIsWrittenAsTheClientReadsIt() throws IOException {
        byte[] body = new byte[1_000_000];
        long seed = System.nanoTime();
        Random random = new Random(seed);
        random.nextBytes(body);
        fake.room = 1;
        fake.exchange.answer(new LongPollResponse(200, Map.of(), body));
        int rounds = 0;
        while (fake.ends.isEmpty()) {
            assertTrue(fake.taken.size() < body.length || fake.room <= 0, () -> "seed " + seed);
            fake.reads(random.nextInt(40_000));
            assertTrue(rounds++ < 10_000, () -> "it never ends; seed " + seed);
        }
        assertArrayEquals(body, fake.taken.toByteArray());
        assertEquals(List.of(true), fake.ends);
        assertEquals(1, fake.completed);
    }

    @Test
    void anAnswerThatTheContainerHasNotSentIsNotDelivered() {
        fake.room = 3;
        fake.exchange.answer(HELLO);
        assertEquals("hello", fake.text(), "a container takes one write whole");
        assertEquals(List.of(), fake.ends);
        fake.exchange.onTimeout(null);
        assertEquals(List.of(false), fake.ends);
        assertEquals(1, fake.completed);
    }

    @Test
    void aConnectionThatFailsIsToldOnce() throws IOException {
        fake.room = 0;
        fake.exchange.answer(HELLO);
        fake.exchange.onError(new IOException("reset"));
        fake.exchange.onComplete(null);
        fake.reads(100);
        assertEquals(List.of(false), fake.ends);
        assertEquals("", fake.text());
        assertEquals(1, fake.completed);
    }

    @Test
    void aConnectionThatIsGoneWhileItWaitsIsToldAndLaterAnswersAreNotHeard() {
        fake.gone = true;
        fake.exchange.onComplete(null);
        assertEquals(List.of(false), fake.ends);
        fake.exchange.answer(HELLO);
        assertEquals(List.of(false), fake.ends);
        assertEquals("", fake.text());
        assertEquals(0, fake.status, "the response is somebody else's by then");
        assertEquals(0, fake.completed, "the container has done that");
    }

    @Test
    void aConnectionThatFailsWhileItIsWrittenToIsCompletedByTheThreadThatWrites() throws IOException {
        fake.room = 1;
        AtomicInteger tooEarly = new AtomicInteger();
        fake.meanwhile = () -> {
            fake.exchange.onError(new IOException("reset"));
            tooEarly.set(fake.completed);
        };
        fake.exchange.answer(HELLO);
        assertEquals(0, tooEarly.get(), "completed under the hands of the writer");
        assertEquals(1, fake.completed);
        assertEquals(List.of(false), fake.ends);
        fake.reads(100);
        assertEquals(1, fake.completed);
    }

    @Test
    void anAnswerWithinTheServiceOfTheServletIsCompletedWhenThatReturns() throws InterruptedException {
        FakeExchange served = new FakeExchange(false);
        Thread speaker = new Thread(() -> served.exchange.answer(HELLO));
        speaker.start();
        speaker.join();
        assertEquals("hello", served.text());
        assertEquals(0, served.completed);
        served.exchange.returns();
        assertEquals(1, served.completed);
    }

    /**
     * GlassFish and Payara give a request to the next client though the thread of its service is not out of the
     * container yet: both clients have it then.
     */
    @Test
    void anotherThreadCompletesOnlyWhenTheThreadOfTheRequestIsOutOfTheContainer() throws InterruptedException {
        FakeExchange hasty = new FakeExchange(true);
        hasty.exchange.returns();
        hasty.stillIn.set(20);
        Thread speaker = new Thread(() -> hasty.exchange.answer(HELLO));
        speaker.start();
        speaker.join();
        assertEquals(1, hasty.completed);
        assertEquals(-1, hasty.stillIn.get(), "it was asked until it was out");
    }

    @Test
    void theThreadOfTheRequestWaitsForNobody() {
        FakeExchange hasty = new FakeExchange(true);
        hasty.stillIn.set(20);
        hasty.exchange.answer(HELLO);
        hasty.exchange.returns();
        assertEquals(1, hasty.completed);
        assertEquals(20, hasty.stillIn.get());
    }

    @Test
    void theFirstAnswerCounts() {
        fake.exchange.answer(HELLO);
        fake.exchange.answer(new LongPollResponse(500, Map.of(), "late".getBytes()));
        assertEquals(200, fake.status);
        assertEquals("hello", fake.text());
        assertEquals(List.of(true), fake.ends);
    }

    @Test
    void anAnswerWithoutABodyEndsToo() {
        fake.exchange.answerAndClose(new LongPollResponse(408, Map.of(), new byte[0]));
        assertEquals("close", fake.headers.get("Connection"));
        assertEquals(408, fake.status);
        assertEquals(List.of(true), fake.ends);
    }
}
