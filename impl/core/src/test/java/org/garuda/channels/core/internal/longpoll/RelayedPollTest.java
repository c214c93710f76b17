package org.garuda.channels.core.internal.longpoll;

import static org.garuda.channels.core.internal.fixture.TestClient.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A poll that comes to another node than that of its session. */
@Timeout(60)
class RelayedPollTest {

    private static final String ROOM = "rooms:a";

    private TwoRigs two = new TwoRigs();

    @AfterEach
    void stop() {
        two.close();
    }

    private void say(int n) {
        two.owner.broadcaster().broadcast(ChannelEvent.of(ROOM, "said", Map.of("n", n)));
    }

    private static String said(int n) {
        return "[null,null,\"rooms:a\",\"said\",{\"n\":" + n + "}]";
    }

    @Test
    void bringsWhatWaitsAtTheOwner() {
        String token = two.session(ROOM);
        say(1);
        say(2);
        Rig.Reply reply = two.asker.poll(token).awaited();
        assertEquals(200, reply.status());
        assertEquals(List.of(said(1), said(2)), reply.messages());
        assertEquals(token, reply.token());
        assertEquals(0, two.asker.endpoint.sessions());
        assertEquals(1, two.asker.count(Counter.LONG_POLL_RELAYED));
    }

    @Test
    void waitsUntilThereIsSomething() {
        String token = two.session(ROOM);
        Rig.Pending poll = two.waitingPoll(token);
        assertTrue(poll.waits());
        say(1);
        assertEquals(List.of(said(1)), poll.awaited().messages());
    }

    @Test
    void isAnsweredWithNothingAtTheEndOfTheWindow() {
        String token = two.session(ROOM);
        Rig.Pending poll = two.waitingPoll(token);
        two.pass(Duration.ofSeconds(10));
        assertEquals(204, poll.awaited().status());
        assertEquals(token, poll.written().token());
    }

    @Test
    void takesThePlaceOfTheOneThatWaitsAtTheOwner() {
        String token = two.session(ROOM);
        Rig.Pending first = two.owner.poll(token);
        Rig.Pending second = two.waitingPoll(token);
        assertEquals(204, first.awaited().status());
        say(1);
        assertEquals(List.of(said(1)), second.awaited().messages());
    }

    @Test
    void aClientThatAcknowledgesGetsTheNumberOfItsAnswerAndTheSameOneAgain() {
        String token = two.session(ROOM);
        say(1);
        Rig.Reply first = two.asker.poll(token, "x-longpoll-ack", "1").awaited();
        Rig.Reply again = two.owner.poll(token, "x-longpoll-ack", "1").awaited();
        assertEquals(List.of(said(1)), first.messages());
        assertEquals(List.of(said(1)), again.messages());
        assertEquals(first.batch(), again.batch());
        say(2);
        Rig.Reply next = two.asker
                .poll(token, "x-longpoll-ack", Long.toString(first.batch()))
                .awaited();
        assertEquals(List.of(said(2)), next.messages());
    }

    @Test
    void thatIsCutOffWhileItWaitsTakesNothing() {
        String token = two.session(ROOM);
        two.waitingPoll(token).lose();
        eventually("the owner knows", () -> two.owner.count(Counter.LONG_POLL_POLLS_CUT) == 1);
        say(1);
        assertEquals(List.of(said(1)), two.owner.poll(token).awaited().messages());
    }

    @Test
    void whoseAnswerCouldNotBeWrittenHasTheNextOneBringIt() {
        String token = two.session(ROOM);
        say(1);
        Rig.Pending poll = two.asker.poll(token);
        eventually("it is answered", () -> !poll.waits());
        poll.lose();
        Rig.Pending next = two.asker.poll(token);
        assertEquals(List.of(said(1)), next.awaited().messages());
        assertEquals(1, two.owner.count(Counter.LONG_POLL_ANSWERS_REPEATED));
    }

    @Test
    void whoseAnswerIsLostBetweenTheNodesHasTheNextOneBringIt() {
        String token = two.session(ROOM);
        two.ownersBus().lose(message -> TwoRigs.isOf(TwoRigs.ANSWER, message));
        say(1);
        Rig.Pending poll = two.waitingPoll(token);
        two.pass(Duration.ofSeconds(11));
        assertTrue(poll.waits());
        two.pass(Duration.ofSeconds(2));
        assertEquals(204, poll.awaited().status());
        assertEquals(1, two.asker.count(Counter.LONG_POLL_RELAYS_UNANSWERED));
        two.ownersBus().lose(null);
        assertEquals(List.of(said(1)), two.asker.poll(token).awaited().messages());
    }

    @Test
    void thatTheBrokerDidNotTakeBeginsAnew() {
        String token = two.session(ROOM);
        two.asker.poll(token).lose();
        two.askersBus().cut("a cable");
        eventually("it knows", () -> !TwoRigs.isUp(two.asker));
        Rig.Reply anew = two.asker.startWith("vsn=2.0.0&token=" + token);
        assertEquals(410, anew.status());
        assertEquals(1, two.asker.endpoint.sessions());
    }

    @Test
    void ofAnOwnerThatSaysGoodbyeIsOverAtOnce() {
        String token = two.session(ROOM);
        Rig.Pending poll = two.waitingPoll(token);
        long start = System.nanoTime();
        two.owner.engine.stop(CloseReason.RESTART);
        assertEquals(410, poll.awaited().status());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(millis < 5000, () -> "it took " + millis + " ms");
        assertEquals(410, two.asker.startWith("vsn=2.0.0&token=" + token).status());
        assertEquals(410, two.asker.post(token, Rig.HEARTBEAT).status());
    }

    @Test
    void ofAnOwnerThatIsSilentIsOverWhenItCountsAsGone() {
        String token = two.session(ROOM);
        Rig.Pending poll = two.waitingPoll(token);
        two.ownersBus().cut("a cable");
        eventually("the owner is gone", () -> TwoRigs.status(two.asker).members() == 0);
        assertEquals(410, poll.awaited().status());
        Rig.Reply anew = two.asker.startWith("vsn=2.0.0&token=" + token);
        assertEquals(410, anew.status());
        assertNotEquals(token, anew.token());
        assertEquals(1, two.asker.endpoint.sessions());
    }

    @Test
    void thatWaitsForANodeThatIsGoneTakesNothing() {
        String token = two.session(ROOM);
        two.waitingPoll(token);
        two.asker.engine.stop(CloseReason.RESTART);
        eventually("the owner knows", () -> two.owner.count(Counter.LONG_POLL_POLLS_CUT) == 1);
        say(1);
        assertEquals(List.of(said(1)), two.owner.poll(token).awaited().messages());
    }

    @Test
    void onANodeThatStopsIsSentToAnother() {
        String token = two.session(ROOM);
        Rig.Pending poll = two.waitingPoll(token);
        two.asker.engine.stop(CloseReason.RESTART);
        assertEquals(204, poll.awaited().status());
        assertEquals(token, poll.written().token());
        assertEquals(1, two.owner.endpoint.sessions());
    }

    @Test
    void ofASessionThatIsOverGetsATokenOfNone() {
        String token = two.session(ROOM);
        two.end(token);
        Rig.Reply over = two.asker.poll(token).awaited();
        assertEquals(410, over.status());
        assertEquals(List.of(), over.messages());
        assertNotEquals(token, over.token());
        assertEquals(0, two.asker.endpoint.sessions());
        Rig.Reply begun = two.asker.startWith("vsn=2.0.0&token=" + over.token());
        assertEquals(410, begun.status());
        assertEquals(1, two.asker.endpoint.sessions());
    }

    @Test
    void ofASessionThatEndsWhileItWaitsIsOverAtOnce() {
        String token = two.session(ROOM);
        Rig.Pending poll = two.waitingPoll(token);
        two.asker.broadcaster().disconnect("nobody");
        assertEquals(410, poll.awaited().status());
    }

    @Test
    void withATokenThatItsNodeDidNotMakeIsRefusedThere() {
        String token = two.session(ROOM);
        assertEquals(410, two.asker.poll(forged(token)).awaited().status());
        assertEquals(1, two.owner.count(Counter.LONG_POLL_TOKENS_REFUSED));
        assertEquals(1, two.owner.endpoint.sessions());
    }

    @Test
    void whoseTokenNamesANodeThatNeverWasBeginsAnewHere() {
        byte[] bytes = Base64.getUrlDecoder().decode(two.session(ROOM));
        Arrays.fill(bytes, 1, 13, (byte) 7);
        String stranger = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        assertEquals(410, two.asker.startWith("vsn=2.0.0&token=" + stranger).status());
        assertEquals(0, two.asker.count(Counter.LONG_POLL_RELAYED));
        assertEquals(1, two.asker.endpoint.sessions());
    }

    @Test
    void goesToTheOwnerAlsoWhereBothNodesHaveTheSameSecret() {
        two.close();
        String secret = "0123456789abcdef0123456789abcdef";
        two = new TwoRigs(
                socket -> socket.longPoll(poll -> poll.secret(secret)),
                socket -> socket.longPoll(poll -> poll.secret(secret)));
        String token = two.session(ROOM);
        say(1);
        assertEquals(List.of(said(1)), two.asker.poll(token).awaited().messages());
        assertEquals(0, two.asker.endpoint.sessions());
    }

    @Test
    void keepsItsSessionAliveAsLongAsItsAnswerIsBeingWritten() {
        String token = two.session(ROOM);
        say(1);
        Rig.Pending poll = two.asker.poll(token);
        eventually("it is answered", () -> !poll.waits());
        for (int seconds = 0; seconds < 40; seconds++) {
            two.pass(Duration.ofSeconds(1));
            awaitTheBus(token);
        }
        assertEquals(1, two.owner.endpoint.sessions());
        poll.ended().accept(true);
        two.pass(Duration.ofSeconds(16));
        assertEquals(0, two.owner.endpoint.sessions());
    }

    /** What has been sent to the owner before has come when a poll with a forged token is answered. */
    private void awaitTheBus(String token) {
        assertEquals(410, two.asker.poll(forged(token)).awaited().status());
    }

    private static String forged(String token) {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        bytes[bytes.length - 1] ^= 1;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void aLargeAnswerTravelsInParts() {
        String token = two.session(ROOM);
        String text = "x".repeat(900_000);
        two.owner.broadcaster().broadcast(ChannelEvent.of(ROOM, "said", Map.of("text", text)));
        String message = two.asker.poll(token).awaited().messages().get(0);
        assertEquals("[null,null,\"rooms:a\",\"said\",{\"text\":\"" + text + "\"}]", message);
    }

    @Test
    void fromAForeignPageIsRefusedWhereItComes() {
        String token = two.session(ROOM);
        LongPollResult refused = two.asker.receive(
                "GET", "vsn=2.0.0&token=" + token, "Host", "here.example", "Origin", "https://elsewhere.example");
        assertEquals(
                403, Rig.Reply.of(((LongPollResult.Answered) refused).answer()).status());
        assertFalse(two.asker.count(Counter.LONG_POLL_RELAYED) > 0);
    }
}
