package org.garuda.channels.core.internal.longpoll;

import static org.garuda.channels.core.internal.fixture.TestClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A post that comes to another node than that of its session. */
@Timeout(60)
class RelayedPostTest {

    private static final String ROOM = "rooms:a";

    private TwoRigs two = new TwoRigs();

    @AfterEach
    void stop() {
        two.close();
    }

    private static String echo(int n) {
        return "[\"1\",\"" + n + "\",\"rooms:a\",\"echo\",{\"n\":" + n + "}]";
    }

    private static String echoed(int n) {
        return "[\"1\",\"" + n + "\",\"rooms:a\",\"phx_reply\",{\"response\":{\"n\":" + n + "},\"status\":\"ok\"}]";
    }

    @Test
    void isHandledByTheOwner() {
        String token = two.session();
        assertEquals(200, two.asker.post(token, Rig.join(ROOM)).status());
        assertEquals(1, two.owner.broadcaster().subscribers(ROOM));
        assertEquals(0, two.asker.broadcaster().subscribers(ROOM));
        assertEquals(200, two.asker.post(token, echo(1)).status());
        assertTrue(two.asker.poll(token).awaited().messages().contains(echoed(1)));
    }

    @Test
    void isInOrderWithThoseThatFollowItByOtherNodes() {
        String token = two.session(ROOM);
        List<String> expected = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            Rig node = n % 2 == 0 ? two.asker : two.owner;
            assertEquals(200, node.post(token, echo(n)).status());
            expected.add(echoed(n));
        }
        assertEquals(expected, two.owner.poll(token).awaited().messages());
    }

    @Test
    void ofManyBytesTravelsInParts() {
        String token = two.session(ROOM);
        String text = "x".repeat(60_000);
        StringBuilder batch = new StringBuilder();
        for (int n = 0; n < 10; n++) {
            batch.append("[\"1\",\"").append(n).append("\",\"rooms:a\",\"echo\",{\"text\":\"");
            batch.append(text).append("\"}]\n");
        }
        LongPollResult taken =
                two.asker.postLater(token, Rig.NDJSON, batch.toString().getBytes(StandardCharsets.UTF_8));
        LongPollResult.Held post = assertInstanceOf(LongPollResult.Held.class, taken);
        eventually("all is handled", () -> post.answer().toCompletableFuture().isDone());
        List<String> messages = two.owner.poll(token).awaited().messages();
        assertEquals(10, messages.size());
        assertTrue(messages.get(9).contains(text));
    }

    @Test
    void isRefusedAsTheOwnerRefuses() {
        String token = two.session(ROOM);
        Rig.Reply malformed = two.asker.post(token, "nonsense\n");
        assertEquals(400, malformed.status());
        assertEquals(1, two.owner.count(Counter.LONG_POLL_POSTS_MALFORMED));
        String batch = (Rig.HEARTBEAT + "\n").repeat(101);
        assertEquals(413, two.asker.post(token, batch).status());
        assertEquals(1, two.owner.count(Counter.LONG_POLL_POSTS_TOO_BIG));
    }

    @Test
    void overTheOwnersLimitIsRefusedThere() {
        two.close();
        two = new TwoRigs(socket -> socket.longPoll(poll -> poll.bodyBytes(1000)), socket -> socket);
        String token = two.session();
        assertEquals(413, two.asker.post(token, "x".repeat(1001)).status());
        assertEquals(1, two.owner.count(Counter.LONG_POLL_POSTS_TOO_BIG));
    }

    @Test
    void countsAmongThePostsOfItsSession() throws InterruptedException {
        two.close();
        two = new TwoRigs(socket -> socket.longPoll(poll -> poll.postsPerSession(1)), socket -> socket);
        CountDownLatch mayGo = new CountDownLatch(1);
        CountDownLatch waits = new CountDownLatch(1);
        two.owner.handler.onMessage = (conn, event) -> {
            waits.countDown();
            try {
                mayGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        String token = two.session(ROOM);
        LongPollResult first = two.asker.postLater(
                token, Rig.NDJSON, "[\"1\",\"2\",\"rooms:a\",\"any\",{}]".getBytes(StandardCharsets.UTF_8));
        waits.await();
        assertEquals(429, two.asker.post(token, Rig.HEARTBEAT).status());
        mayGo.countDown();
        eventually(
                "it is answered",
                () -> ((LongPollResult.Held) first)
                        .answer()
                        .toCompletableFuture()
                        .isDone());
        assertEquals(200, two.asker.post(token, Rig.HEARTBEAT).status());
    }

    @Test
    void thatIsLostBetweenTheNodesIsToldItsClient() {
        String token = two.session(ROOM);
        two.askersBus().lose(message -> TwoRigs.isOf(TwoRigs.LONG_POLL, message));
        LongPollResult.Held post = assertInstanceOf(
                LongPollResult.Held.class,
                two.asker.postLater(token, Rig.NDJSON, echo(1).getBytes(StandardCharsets.UTF_8)));
        two.pass(Duration.ofSeconds(13));
        eventually("it is answered", () -> post.answer().toCompletableFuture().isDone());
        assertEquals(
                500, Rig.Reply.of(post.answer().toCompletableFuture().join()).status());
        assertEquals(1, two.asker.count(Counter.LONG_POLL_RELAYS_UNANSWERED));
    }

    @Test
    void toASessionThatIsOverIsToldSo() {
        String token = two.session(ROOM);
        two.end(token);
        assertEquals(410, two.asker.post(token, Rig.HEARTBEAT).status());
    }

    @Test
    void thatIsWithAnOwnerThatIsGoneIsOverAtOnce() {
        two.owner.handler.onMessage = (conn, event) -> two.ownersBus().cut("a cable");
        String token = two.session(ROOM);
        LongPollResult.Held post = assertInstanceOf(
                LongPollResult.Held.class,
                two.asker.postLater(
                        token, Rig.NDJSON, "[\"1\",\"2\",\"rooms:a\",\"any\",{}]".getBytes(StandardCharsets.UTF_8)));
        eventually("the owner is gone", () -> TwoRigs.status(two.asker).members() == 0);
        eventually("it is answered", () -> post.answer().toCompletableFuture().isDone());
        assertEquals(
                410, Rig.Reply.of(post.answer().toCompletableFuture().join()).status());
    }

    @Test
    void thatIsUnderWayWhenItsNodeStopsIsAnsweredFirst() {
        String token = two.session(ROOM);
        LongPollResult.Held post = assertInstanceOf(
                LongPollResult.Held.class,
                two.asker.postLater(token, Rig.NDJSON, echo(1).getBytes(StandardCharsets.UTF_8)));
        two.asker.engine.stop(CloseReason.RESTART);
        eventually("it is answered", () -> post.answer().toCompletableFuture().isDone());
        assertEquals(
                200, Rig.Reply.of(post.answer().toCompletableFuture().join()).status());
    }
}
