package org.garuda.channels.core.internal.longpoll;

import static org.garuda.channels.core.internal.fixture.TestClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.metrics.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What requests for sessions of other nodes may cost. */
@Timeout(60)
class RelayBoundsTest {

    private static final String ROOM = "rooms:a";
    private static final int SLOW = 1000;

    private TwoRigs two;

    @AfterEach
    void stop() {
        two.close();
    }

    private static byte[] echo(int bytes) {
        return ("[\"1\",\"2\",\"rooms:a\",\"echo\",{\"text\":\"" + "x".repeat(bytes) + "\"}]")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aNodeHoldsSoManyPollsForOthers() {
        two = new TwoRigs(socket -> socket, socket -> socket.longPoll(poll -> poll.relayedPolls(2)));
        List<String> tokens = List.of(two.session(ROOM), two.session(ROOM), two.session(ROOM));
        Rig.Pending first = two.waitingPoll(tokens.get(0));
        two.waitingPoll(tokens.get(1));
        assertEquals(
                500, two.asker.startWith("vsn=2.0.0&token=" + tokens.get(2)).status());
        assertEquals(1, two.asker.count(Counter.LONG_POLL_RELAYED_POLLS_OVER_LIMIT));
        two.owner.broadcaster().broadcast(ROOM, "news");
        first.awaited();
        assertTrue(two.waitingPoll(tokens.get(2)).awaited().status() == 200);
    }

    @Test
    void aPostThatWasTooFastIsAnsweredLater() {
        two = new TwoRigs(socket -> socket, socket -> socket.longPoll(poll -> poll.relayedBytesPerSecond(SLOW)));
        String token = two.session(ROOM);
        LongPollResult.Held post = assertInstanceOf(
                LongPollResult.Held.class, two.asker.postLater(token, "application/json", echo(5 * SLOW)));
        eventually("it is handled", () -> two.owner.count(Counter.MESSAGES_RECEIVED) == 2);
        Rig.Reply meanwhile = Rig.Reply.of(
                assertInstanceOf(LongPollResult.Answered.class, two.asker.postLater(token, "application/json", echo(1)))
                        .answer());
        assertEquals(429, meanwhile.status());
        two.pass(Duration.ofSeconds(2));
        assertTrue(!post.answer().toCompletableFuture().isDone());
        two.pass(Duration.ofSeconds(4));
        eventually("it is answered", () -> post.answer().toCompletableFuture().isDone());
        assertEquals(200, two.asker.post(token, Rig.HEARTBEAT).status());
        assertTrue(two.asker.count(Counter.LONG_POLL_RELAYED_BYTES_OVER_LIMIT) >= 2);
    }

    @Test
    void aPollAfterTooMuchAtOnceWaits() {
        two = new TwoRigs(socket -> socket, socket -> socket.longPoll(poll -> poll.relayedBytesPerSecond(SLOW)));
        String token = two.session(ROOM);
        two.owner.broadcaster().broadcast(ChannelEvent.of(ROOM, "much", Map.of("text", "x".repeat(5 * SLOW))));
        two.asker.poll(token).awaited();
        two.owner.broadcaster().broadcast(ROOM, "more");
        Rig.Pending poll = two.asker.poll(token);
        two.pass(Duration.ofSeconds(2));
        assertTrue(poll.waits());
        two.pass(Duration.ofSeconds(4));
        assertEquals(1, poll.awaited().messages().size());
        assertEquals(1, two.asker.count(Counter.LONG_POLL_RELAYED_BYTES_OVER_LIMIT));
    }

    @Test
    void aBodyOnItsWayCountsAmongTheUnfinished() {
        two = new TwoRigs();
        String token = two.session(ROOM);
        two.askersBus().load(0.5);
        LongPollResult.Held post =
                assertInstanceOf(LongPollResult.Held.class, two.asker.postLater(token, "application/json", echo(5000)));
        assertTrue(two.asker.engine.unfinished().held() >= 5000);
        two.askersBus().load(0);
        eventually("it is answered", () -> post.answer().toCompletableFuture().isDone());
        eventually("nothing is held", () -> two.asker.engine.unfinished().held() == 0);
        eventually("nor there", () -> two.owner.engine.unfinished().held() == 0);
    }

    @Test
    void whatIsHandedOnWaitsWhileMuchOfTheBrokersRoomIsTakenAndBroadcastsDoNot() {
        two = new TwoRigs();
        String token = two.session(ROOM);
        two.askersBus().load(0.3);
        Rig.Pending poll = two.asker.poll(token);
        two.asker.broadcaster().broadcast(ROOM, "news");
        eventually("the broadcast is there", () -> two.owner.count(Counter.DELIVERIES) == 1);
        assertTrue(poll.waits());
        two.askersBus().load(0.2);
        assertEquals(1, poll.awaited().messages().size());
    }

    @Test
    void whatFindsNoRoomIsRefused() {
        two = new TwoRigs(
                socket -> socket.longPoll(poll -> poll.bodyBytes(10_000_000)),
                socket -> socket.longPoll(poll -> poll.bodyBytes(10_000_000).relayedBytesPerSecond(1_000_000_000)));
        String token = two.session(ROOM);
        two.askersBus().load(1);
        byte[] body = new byte[ForeignPost.MOST_BODY_BYTES];
        LongPollResult.Held first =
                assertInstanceOf(LongPollResult.Held.class, two.asker.postLater(token, "application/json", body));
        LongPollResult.Held second =
                assertInstanceOf(LongPollResult.Held.class, two.asker.postLater(token, "application/json", body));
        LongPollResult.Held third =
                assertInstanceOf(LongPollResult.Held.class, two.asker.postLater(token, "application/json", body));
        eventually("one is refused", () -> third.answer().toCompletableFuture().isDone());
        assertEquals(503, third.answer().toCompletableFuture().join().status());
        assertEquals(1, two.asker.count(Counter.LONG_POLL_RELAYS_CROWDED));
        two.askersBus().load(0);
        eventually(
                "the others are not",
                () -> second.answer().toCompletableFuture().isDone());
        eventually(
                "the others are not", () -> first.answer().toCompletableFuture().isDone());
        assertEquals(
                413, Rig.Reply.of(first.answer().toCompletableFuture().join()).status());
    }

    @Test
    void nothingIsLeftOfRequestsThatAreOver() {
        two = new TwoRigs();
        String token = two.session(ROOM);
        for (int i = 0; i < 5; i++) {
            two.owner.broadcaster().broadcast(ROOM, "news");
            two.asker.poll(token).awaited();
            two.asker.post(token, Rig.HEARTBEAT);
        }
        assertEquals(0, two.asker.endpoint.relayed());
        two.end(token);
        eventually("nobody is remembered", () -> two.owner.endpoint.relayed() == 0);
    }
}
