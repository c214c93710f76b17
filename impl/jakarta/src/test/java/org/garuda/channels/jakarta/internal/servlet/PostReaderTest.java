package org.garuda.channels.jakarta.internal.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.Headers;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.longpoll.LongPollEndpoint;
import org.garuda.channels.core.internal.longpoll.LongPollResult;
import org.garuda.channels.core.internal.longpoll.Post;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostReaderTest {

    private static final SocketSettings CONFIG = SocketSettings.defaults();
    private static final byte[] HEARTBEAT =
            "[null,\"h\",\"phoenix\",\"heartbeat\",{}]".getBytes(StandardCharsets.US_ASCII);
    private static final String OK = "{\"status\":200}";

    private final AtomicLong nanos = new AtomicLong();
    private final ChannelEngine engine = new ChannelEngine(
            NodeSettings.defaults(),
            new PayloadCodec(),
            CallContext.ofCurrentClassLoader(),
            CallbackExecutor.on(Runnable::run),
            nanos::get);
    private final LongPollEndpoint endpoint = engine.longPoll(
            engine.socket(CONFIG, List.of(Route.of(List.of("rooms:*"), (conn, event) -> conn.allowJoin(event)))));
    private final String token = token();
    private final FakeExchange fake = new FakeExchange();
    private final FakeInput in = new FakeInput();
    private final Deque<Runnable> turns = new ArrayDeque<>();
    private final BodyTurns elsewhere = new TurnsElsewhere(turns::add);
    private final Semaphore places = new Semaphore(1);

    @AfterEach
    void stop() {
        engine.stop(CloseReason.UNDEPLOYED);
    }

    /** What a client sends, as a container lets it through. */
    private static final class FakeInput extends ServletInputStream {
        byte[] there = {};
        int from;
        boolean last;
        boolean tellsAtOnce;
        Runnable meanwhile = () -> {};
        ReadListener listener;

        void comes(byte[] bytes, int start, int end) {
            there = Arrays.copyOfRange(bytes, start, end);
            from = 0;
        }

        /** As on GlassFish: what the server has, not what has been read. */
        @Override
        public boolean isFinished() {
            return last;
        }

        @Override
        public boolean isReady() {
            return from < there.length;
        }

        @Override
        public void setReadListener(ReadListener set) {
            listener = set;
            if (tellsAtOnce && isReady()) {
                try {
                    set.onDataAvailable();
                } catch (IOException e) {
                    set.onError(e);
                }
            }
        }

        @Override
        public int read(byte[] into, int at, int size) {
            if (!isReady()) {
                throw new IllegalStateException("read though it was not ready");
            }
            int count = Math.min(size, there.length - from);
            System.arraycopy(there, from, into, at, count);
            from += count;
            meanwhile.run();
            return count;
        }

        @Override
        public int read() {
            throw new AssertionError("a byte at a time");
        }
    }

    private LongPollResult ask(String method, String query) {
        return endpoint.receive(method, null, new HandshakeRequest(query, new Headers().toMap(), null, "192.0.2.1"));
    }

    private String token() {
        LongPollResult.Answered started = assertInstanceOf(LongPollResult.Answered.class, ask("GET", "vsn=2.0.0"));
        String body = new String(started.answer().body(), StandardCharsets.UTF_8);
        return body.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    }

    private PostReader reader(long announced) {
        return reader(announced, new TurnsHere(places, 1));
    }

    private PostReader reader(long announced, BodyTurns turns) {
        Post post = assertInstanceOf(Post.class, ask("POST", "token=" + token));
        return new PostReader(post, in, announced, fake.exchange, endpoint.bodies(), turns);
    }

    /** How many heartbeats have been answered. */
    private int answered() {
        LongPollResult.Held poll = assertInstanceOf(LongPollResult.Held.class, ask("GET", "vsn=2.0.0&token=" + token));
        String body = new String(poll.answer().toCompletableFuture().join().body(), StandardCharsets.UTF_8);
        return body.split("phx_reply", -1).length - 1;
    }

    @Test
    void aBodyThatCameWithTheHeadIsReadThoughTheServerSaysThatItIsFinished() throws IOException {
        in.tellsAtOnce = true;
        in.last = true;
        in.comes(HEARTBEAT, 0, HEARTBEAT.length);
        reader(HEARTBEAT.length).listen();
        assertEquals(OK, fake.text());
        assertEquals(List.of(true), fake.ends);
        assertEquals(1, answered());
    }

    @Test
    void aBodyInPiecesIsReadAsTheyCome() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int end = 0, start = 0; start < HEARTBEAT.length; start = end) {
            if (in.listener == null) {
                reader(HEARTBEAT.length).listen();
            }
            assertEquals("", fake.text(), () -> "seed " + seed);
            end = Math.min(HEARTBEAT.length, start + random.nextInt(10));
            in.comes(HEARTBEAT, start, end);
            in.last = end == HEARTBEAT.length;
            in.listener.onDataAvailable();
        }
        assertEquals(OK, fake.text(), () -> "seed " + seed);
    }

    @Test
    void aBodyWhoseLengthIsNotKnownEndsAsTheContainerSays() throws IOException {
        reader(-1).listen();
        in.comes(HEARTBEAT, 0, HEARTBEAT.length);
        in.listener.onDataAvailable();
        assertEquals("", fake.text());
        in.listener.onAllDataRead();
        assertEquals(OK, fake.text());
    }

    @Test
    void aBodyWhoseEndIsToldTwiceIsTakenOnce() throws IOException {
        reader(HEARTBEAT.length).listen();
        in.comes(HEARTBEAT, 0, HEARTBEAT.length);
        in.listener.onDataAvailable();
        in.listener.onAllDataRead();
        in.listener.onDataAvailable();
        assertEquals(1, answered());
        assertEquals(List.of(true), fake.ends);
    }

    @Test
    void aBodyThatComesTooSlowlyIsAnsweredWith408AndTheConnectionClosed() throws IOException {
        reader(HEARTBEAT.length).listen();
        in.comes(HEARTBEAT, 0, 5);
        in.listener.onDataAvailable();
        fifteenSeconds();
        assertEquals(408, fake.status);
        assertEquals("close", fake.headers.get("Connection"));
        in.comes(HEARTBEAT, 5, HEARTBEAT.length);
        in.listener.onDataAvailable();
        assertTrue(fake.text().contains("too slowly"), fake::text);
        assertEquals(0, endpoint.bodies().unfinished());
    }

    /**
     * On Payara the thread that reads would go on with a request that is the next client's by then, and take its body
     * and its place.
     */
    @Test
    void aBodyThatIsRefusedByAnotherThreadWhileItIsReadIsCompletedByTheThreadThatReads() throws IOException {
        reader(HEARTBEAT.length).listen();
        in.comes(HEARTBEAT, 0, 5);
        in.meanwhile = () -> {
            fifteenSeconds();
            assertEquals(408, fake.status);
            assertEquals(0, fake.completed, "completed under the hands of the reader");
        };
        in.listener.onDataAvailable();
        assertEquals(1, fake.completed);
        assertEquals(List.of(true), fake.ends);
        in.meanwhile = () -> {
            throw new AssertionError("somebody else's request is read");
        };
        in.comes(HEARTBEAT, 5, HEARTBEAT.length);
        in.listener.onDataAvailable();
        assertEquals(1, fake.completed);
    }

    private static byte[] longHeartbeat() {
        String pad = "x".repeat(5 * PostReader.TURN_BYTES);
        return ("[null,\"h\",\"phoenix\",\"heartbeat\",{\"pad\":\"" + pad + "\"}]").getBytes(StandardCharsets.US_ASCII);
    }

    /** The next turn, and how many bytes it has read. */
    private int turn() {
        int before = in.from;
        turns.remove().run();
        return in.from - before;
    }

    /**
     * Undertow says that there is data on one of the few threads that serve all connections. Sixty bodies of 7.9 MB,
     * each read to its end by that thread, kept everybody else on it waiting for a second.
     */
    @Test
    void aLongBodyHoldsAnIoThreadForATurnAndIsReadOnInTurnsElsewhere() throws IOException {
        byte[] body = longHeartbeat();
        reader(body.length, elsewhere).listen();
        in.comes(body, 0, body.length);
        in.listener.onDataAvailable();
        assertEquals(PostReader.TURN_BYTES, in.from, "read by the thread of the container");
        for (int turn = 1; turn < 5; turn++) {
            assertEquals(1, turns.size(), "turns under way");
            assertEquals(PostReader.TURN_BYTES, turn());
        }
        assertEquals("", fake.text());
        assertEquals(body.length - 5 * PostReader.TURN_BYTES, turn());
        assertEquals(OK, fake.text());
        assertEquals(List.of(true), fake.ends);
        assertEquals(1, answered());
        assertTrue(turns.isEmpty());
    }

    @Test
    void aShortBodyNeedsNoTurnElsewhere() throws IOException {
        reader(HEARTBEAT.length, elsewhere).listen();
        in.comes(HEARTBEAT, 0, HEARTBEAT.length);
        in.listener.onDataAvailable();
        assertEquals(OK, fake.text());
        assertTrue(turns.isEmpty());
    }

    /** The container says so only to its own thread, which may be gone by then. */
    @Test
    void aBodyOfUnknownLengthThatEndsInATurnElsewhereIsTaken() throws IOException {
        byte[] body = longHeartbeat();
        reader(-1, elsewhere).listen();
        in.comes(body, 0, body.length);
        in.listener.onDataAvailable();
        in.meanwhile = () -> in.last = !in.isReady();
        while (!turns.isEmpty()) {
            turn();
        }
        assertEquals(OK, fake.text());
        assertEquals(List.of(true), fake.ends);
    }

    @Test
    void aConnectionThatFailsInATurnElsewhereLeavesNothing() throws IOException {
        byte[] body = longHeartbeat();
        reader(body.length, elsewhere).listen();
        in.comes(body, 0, body.length);
        in.listener.onDataAvailable();
        in.meanwhile = () -> {
            throw new IllegalStateException("reset");
        };
        turn();
        assertEquals(0, endpoint.bodies().unfinished());
        assertEquals(0, engine.unfinished().held());
        assertEquals(List.of(false), fake.ends);
        assertTrue(turns.isEmpty());
    }

    @Test
    void aBodyThatIsRefusedBetweenTwoTurnsIsNotReadOn() throws IOException {
        byte[] body = longHeartbeat();
        reader(body.length, elsewhere).listen();
        in.comes(body, 0, body.length);
        in.listener.onDataAvailable();
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(5));
        engine.sweepOnce();
        assertEquals(408, fake.status);
        assertEquals(0, turn());
        assertEquals(1, fake.completed);
    }

    /** A thread for each of sixty such bodies left no processor to anybody else for half a second, on all servers. */
    @Test
    void aLongBodyIsReadOnTheContainersThreadInTurnsWithOthers() throws IOException {
        byte[] body = longHeartbeat();
        List<Integer> free = new ArrayList<>();
        reader(body.length).listen();
        in.comes(body, 0, body.length);
        in.meanwhile = () -> {
            if (in.from % PostReader.TURN_BYTES == 0) {
                free.add(places.availablePermits());
            }
        };
        in.listener.onDataAvailable();
        assertEquals(List.of(1, 0, 0, 0, 0), free, "free places, at the end of each turn");
        assertEquals(1, places.availablePermits());
        assertEquals(OK, fake.text());
        assertEquals(1, answered());
    }

    @Test
    void aLongBodyForWhichThereIsNoPlaceForTooLongIsReadAllTheSame() throws IOException {
        byte[] body = longHeartbeat();
        assertTrue(places.tryAcquire());
        reader(body.length).listen();
        in.comes(body, 0, body.length);
        in.listener.onDataAvailable();
        assertEquals(OK, fake.text());
        assertEquals(0, places.availablePermits(), "a place that was not given");
    }

    @Test
    void aPlaceIsGivenBackWhenReadingFails() throws IOException {
        byte[] body = longHeartbeat();
        reader(body.length).listen();
        in.comes(body, 0, body.length);
        in.meanwhile = () -> {
            if (in.from > PostReader.TURN_BYTES) {
                throw new IllegalStateException("reset");
            }
        };
        assertThrows(IllegalStateException.class, in.listener::onDataAvailable);
        assertEquals(1, places.availablePermits());
        in.listener.onError(new IOException("reset"));
        assertEquals(0, engine.unfinished().held());
    }

    private void fifteenSeconds() {
        for (int second = 0; second < 15; second++) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            engine.sweepOnce();
        }
    }

    @Test
    void aConnectionThatFailsLeavesNothing() throws IOException {
        reader(HEARTBEAT.length).listen();
        in.comes(HEARTBEAT, 0, 5);
        in.listener.onDataAvailable();
        assertEquals(1, endpoint.bodies().unfinished());
        in.listener.onError(new IOException("reset"));
        assertEquals(0, endpoint.bodies().unfinished());
        assertEquals(0, engine.unfinished().held());
        assertEquals(List.of(false), fake.ends);
    }
}
