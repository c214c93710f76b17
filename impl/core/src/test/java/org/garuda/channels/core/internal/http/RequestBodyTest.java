package org.garuda.channels.core.internal.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a body may hold, and how long it may take. */
class RequestBodyTest {

    private final AtomicLong clock = new AtomicLong();
    private final ChannelEngine engine = new ChannelEngine(
            NodeSettings.builder()
                    .unfinishedBytes(1_000_000)
                    .stop(Duration.ofMillis(50))
                    .build(),
            new PayloadCodec(),
            CallContext.ofCurrentClassLoader(),
            CallbackExecutor.on(Runnable::run),
            clock::get);
    private final RequestBodies bodies = new RequestBodies(engine.runtime(), engine.lifecycle(), engine.unfinished());
    private final List<BodyProblem> problems = new ArrayList<>();

    @AfterEach
    void stop() {
        assertEquals(0, engine.unfinished().held());
        assertEquals(0, bodies.unfinished());
        engine.stop(CloseReason.RESTART);
    }

    private RequestBody body(int limit, long announced) {
        return bodies.begin(limit, announced, problems::add);
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
        engine.sweepOnce();
    }

    @Test
    void partsBecomeOneBody() {
        RequestBody body = body(100_000, -1);
        for (byte n = 0; n < 100; n++) {
            assertTrue(body.add(ByteBuffer.wrap(new byte[] {n, n})));
        }
        byte[] whole = body.take();
        assertEquals(200, whole.length);
        assertArrayEquals(new byte[] {99, 99}, new byte[] {whole[198], whole[199]});
        assertNull(body.take());
    }

    @Test
    void whatIsAnnouncedIsNotHeldBeforeItComes() {
        RequestBody body = body(8_000_000, 7_900_000);
        body.add(bytes(1));
        assertEquals(1024, engine.unfinished().held());
        body.add(bytes(3000));
        assertTrue(
                engine.unfinished().held() < 8192, "held " + engine.unfinished().held());
        body.giveUp();
    }

    /**
     * Sixty posts of 7.9 MB used to stop a server with half a gigabyte for seconds: arrays that double are too large
     * for the regions of its heap, and each was copied.
     */
    @Test
    void aLongBodyIsHeldInPiecesOfAQuarterOfAMebibyteAtMost() {
        RequestBody body = body(8_000_000, 900_000);
        byte[] sent = new byte[900_000];
        new Random(4).nextBytes(sent);
        long held = 0;
        for (int at = 0; at < sent.length; at += 8_000) {
            assertTrue(body.add(ByteBuffer.wrap(sent, at, Math.min(8_000, sent.length - at))));
            long more = engine.unfinished().held() - held;
            assertTrue(more <= 256 * 1024, "a piece of " + more);
            held += more;
        }
        assertEquals(900_000, held);
        assertArrayEquals(sent, body.take());
    }

    @Test
    void moreThanWasAnnouncedIsTakenUpToTheLimit() {
        RequestBody body = body(5_000, 100);
        assertTrue(body.add(bytes(100)));
        assertTrue(body.add(bytes(4_900)));
        assertEquals(5_000, body.take().length);
    }

    @Test
    void oneByteOverTheLimitIsTooBig() {
        RequestBody body = body(1000, -1);
        assertTrue(body.add(bytes(1000)));
        assertFalse(body.add(bytes(1)));
        assertFalse(body.add(bytes(1)));
        assertEquals(List.of(BodyProblem.TOO_BIG), problems);
        assertEquals(1, engine.runtime().counters().get(Counter.REQUEST_BODIES_TOO_BIG));
    }

    @Test
    void aBodyHasFifteenSecondsAndOneMoreForEachFourKilobytesAndFiveMinutesAtMost() {
        RequestBody empty = body(1000, -1);
        RequestBody some = body(10_000, -1);
        some.add(bytes(8192));
        RequestBody much = body(8_000_000, -1);
        much.add(bytes(500_000));
        pass(Duration.ofMillis(14_999));
        assertEquals(List.of(), problems);
        pass(Duration.ofMillis(1));
        assertEquals(List.of(BodyProblem.OVERDUE), problems);
        assertFalse(empty.add(bytes(1)));
        pass(Duration.ofSeconds(2));
        assertEquals(2, problems.size());
        for (int n = 0; n < 5; n++) {
            assertTrue(much.add(bytes(50_000)));
        }
        pass(Duration.ofSeconds(300));
        assertEquals(3, problems.size());
        assertEquals(3, engine.runtime().counters().get(Counter.REQUEST_BODIES_OVERDUE));
    }

    @Test
    void bodiesTogetherHoldNoMoreThanTheNodeAllows() {
        List<RequestBody> all = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            RequestBody body = body(8_000_000, 7_900_000);
            all.add(body);
            for (int part = 0; part < 10; part++) {
                body.add(bytes(8192));
                assertTrue(engine.unfinished().held() <= 1_000_000, "over the limit");
            }
        }
        assertFalse(problems.isEmpty());
        assertTrue(problems.stream().allMatch(BodyProblem.EVICTED::equals), problems::toString);
        all.forEach(RequestBody::giveUp);
    }

    /**
     * Whoever needs the room is another client's thread: on some servers it must not answer a request that its own
     * thread is reading.
     */
    @Test
    void anEvictedBodyLetsGoAtOnceAndIsToldSoOnItsOwnThread() {
        RequestBody large = body(8_000_000, -1);
        large.add(bytes(600_000));
        RequestBody other = body(8_000_000, -1);
        assertTrue(other.add(bytes(500_000)));
        assertEquals(2 * 256 * 1024, engine.unfinished().held());
        assertEquals(List.of(), problems);
        assertFalse(large.add(bytes(1)));
        assertEquals(List.of(BodyProblem.EVICTED), problems);
        assertNull(large.take());
        pass(Duration.ofSeconds(3));
        assertEquals(1, problems.size());
        other.giveUp();
    }

    @Test
    void anEvictedBodyThatGetsNothingMoreIsToldByTheSweep() {
        RequestBody large = body(8_000_000, -1);
        large.add(bytes(600_000));
        RequestBody given = body(8_000_000, -1);
        given.add(bytes(550_000));
        RequestBody other = body(8_000_000, -1);
        assertTrue(other.add(bytes(500_000)));
        given.giveUp();
        pass(Duration.ofSeconds(1));
        assertEquals(List.of(), problems);
        pass(Duration.ofSeconds(1));
        assertEquals(List.of(BodyProblem.EVICTED), problems);
        assertFalse(large.add(bytes(1)));
        assertEquals(1, problems.size());
        other.giveUp();
    }

    @Test
    void aBodyGivenUpIsNeitherHeldNorRefused() {
        RequestBody body = body(1000, -1);
        body.add(bytes(10));
        body.giveUp();
        pass(Duration.ofSeconds(400));
        assertEquals(List.of(), problems);
        assertNull(body.take());
    }
}
