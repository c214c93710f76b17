package org.garuda.channels.core.internal.longpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a poll brings, and what becomes of what it did not bring. */
class PollTest {

    private Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    private void say(int n) {
        rig.broadcaster().broadcast(ChannelEvent.of("rooms:a", "said", Map.of("n", n)));
    }

    private static String said(int n) {
        return "[null,null,\"rooms:a\",\"said\",{\"n\":" + n + "}]";
    }

    @Test
    void aMessageEndsTheWaitAtOnce() {
        String token = rig.session("rooms:a");
        Rig.Pending poll = rig.poll(token);
        assertTrue(poll.waits());
        say(1);
        assertEquals(200, poll.reply().status());
        assertEquals(List.of(said(1)), poll.reply().messages());
    }

    @Test
    void whatCameBetweenPollsComesInOrder() {
        String token = rig.session("rooms:a");
        for (int n = 0; n < 100; n++) {
            say(n);
        }
        List<String> messages = rig.poll(token).reply().messages();
        for (int n = 0; n < 100; n++) {
            assertEquals(said(n), messages.get(n));
        }
        assertTrue(rig.poll(token).waits());
    }

    @Test
    void oddTextComesAsItWas() {
        String token = rig.session("rooms:a");
        String odd = "\"\\\n\t\u0001\u001f ü 日本 🦅 \u2028";
        rig.broadcaster().broadcast(ChannelEvent.of("rooms:a", "said", Map.of("odd", odd)));
        String message = rig.poll(token).reply().messages().get(0);
        assertEquals(
                odd,
                rig.engine
                        .runtime()
                        .codec()
                        .parse(message)
                        .asJsonArray()
                        .getJsonObject(4)
                        .getString("odd"));
    }

    @Test
    void bytesComeAsBase64AndEverythingElseToo() {
        String token = rig.session("rooms:a");
        say(1);
        rig.broadcaster().broadcast(ChannelEvent.of("rooms:a", "bytes", new byte[] {0, -1, 91}));
        say(2);
        // 02, length of topic, length of event, topic, event, data
        assertEquals(
                List.of(said(1), "AgcFcm9vbXM6YWJ5dGVzAP9b", said(2)),
                rig.poll(token).reply().messages());
    }

    @Test
    void aSecondPollTakesTheFirstOnesPlace() {
        String token = rig.session("rooms:a");
        Rig.Pending first = rig.poll(token);
        Rig.Pending second = rig.poll(token);
        assertEquals(204, first.reply().status());
        assertTrue(second.waits());
        say(1);
        assertEquals(List.of(said(1)), second.reply().messages());
        assertEquals(1, rig.count(Counter.LONG_POLL_POLLS_SUPERSEDED));
    }

    @Test
    void aPollThatIsCutOffWhileItWaitsLosesNothing() {
        String token = rig.session("rooms:a");
        rig.poll(token).lose();
        say(1);
        say(2);
        assertEquals(List.of(said(1), said(2)), rig.poll(token).reply().messages());
        assertTrue(rig.poll(token).waits());
    }

    @Test
    void anAnswerThatCouldNotBeWrittenComesAgain() {
        String token = rig.session("rooms:a");
        Rig.Pending poll = rig.poll(token);
        say(1);
        assertFalse(poll.waits());
        poll.lose();
        say(2);
        assertEquals(List.of(said(1)), rig.poll(token).reply().messages());
        assertEquals(List.of(said(2)), rig.poll(token).reply().messages());
        assertEquals(1, rig.count(Counter.LONG_POLL_ANSWERS_REPEATED));
        poll.lose();
        assertTrue(rig.poll(token).waits(), "an old loss came up again");
    }

    @Test
    void anAnswerComesAgainAsOftenAsItGetsLost() {
        String token = rig.session("rooms:a");
        say(1);
        for (int n = 0; n < 3; n++) {
            Rig.Pending poll = rig.poll(token);
            assertEquals(List.of(said(1)), poll.reply().messages());
            poll.lose();
        }
    }

    @Test
    void aClientThatSaysWhatItHasGetsTheRest() {
        String token = rig.session("rooms:a");
        say(1);
        long first = rig.poll(token).reply().batch();
        say(2);
        Rig.Reply second =
                rig.poll(token, "X-Longpoll-Ack", Long.toString(first)).reply();
        assertEquals(first + 1, second.batch());
        Rig.Reply again =
                rig.poll(token, "x-longpoll-ack", Long.toString(first)).reply();
        assertEquals(List.of(said(2)), again.messages());
        assertEquals(second.batch(), again.batch());
        assertTrue(
                rig.poll(token, "x-longpoll-ack", Long.toString(second.batch())).waits());
        assertTrue(rig.poll(token, "x-longpoll-ack", "nonsense").waits());
    }

    @Test
    void aClientThatSaysItHasAnAnswerIsBelieved() {
        String token = rig.session("rooms:a");
        say(1);
        Rig.Pending poll = rig.poll(token);
        poll.lose();
        assertTrue(rig.poll(token, "x-longpoll-ack", Long.toString(poll.reply().batch()))
                .waits());
    }

    @Test
    void aDisconnectEndsAWaitingPollAtOnce() {
        String token = rig.session("rooms:a");
        Rig.Pending poll = rig.poll(token);
        rig.broadcaster().disconnect("nobody");
        assertEquals(410, poll.reply().status());
        assertEquals(410, rig.post(token, Rig.HEARTBEAT).status());
        assertEquals(1, rig.count(Counter.CLOSED_DISCONNECTED));
        assertEquals(0, rig.endpoint.sessions());
    }

    @Test
    void aDisconnectedClientStillGetsWhatWasSaidBefore() {
        String token = rig.session("rooms:a");
        say(1);
        rig.broadcaster().disconnect("nobody");
        assertEquals(410, rig.post(token, Rig.HEARTBEAT).status());
        assertEquals(List.of(said(1)), rig.poll(token).reply().messages());
        Rig.Reply anew = rig.startWith("vsn=2.0.0&token=" + token);
        assertEquals(410, anew.status());
        assertFalse(anew.token().equals(token));
    }

    @Test
    void aStopEndsWaitingPollsAtOnceAndLetsNobodyIn() {
        String token = rig.session("rooms:a");
        Rig.Pending poll = rig.poll(token);
        rig.session("rooms:b");
        rig.engine.stop(CloseReason.RESTART);
        assertEquals(410, poll.reply().status());
        assertEquals(0, rig.endpoint.sessions());
        assertEquals(500, rig.startWith("vsn=2.0.0").status());
        assertEquals(410, rig.post(token, Rig.HEARTBEAT).status());
    }

    @Test
    void aClientThatDoesNotComeForItsMessagesIsClosedAsSlow() {
        rig.close();
        rig = new Rig(config -> config.outbox(outbox -> outbox.messages(3)));
        String token = rig.session("rooms:a");
        for (int n = 0; n < 4; n++) {
            say(n);
        }
        assertEquals(1, rig.count(Counter.CLOSED_SLOW));
        assertEquals(410, rig.post(token, Rig.HEARTBEAT).status());
        assertEquals(0, rig.endpoint.sessions());
    }

    @Test
    void whoeverBroadcastsWritesNoAnswer() {
        Queue<Runnable> later = new ArrayDeque<>();
        rig.close();
        rig = new Rig(config -> config, task -> {
            if (Thread.currentThread().getName().equals("broadcaster")) {
                later.add(task);
            } else {
                task.run();
            }
        });
        String token = rig.session("rooms:a");
        Rig.Pending poll = rig.poll(token);
        String name = Thread.currentThread().getName();
        Thread.currentThread().setName("broadcaster");
        say(1);
        say(2);
        Thread.currentThread().setName(name);
        assertTrue(poll.waits());
        later.remove().run();
        assertEquals(List.of(said(1), said(2)), poll.reply().messages());
    }

    @Test
    void aWindowMayBeLongerThanWhatSilenceIsAllowedElsewhere() {
        rig.close();
        rig = new Rig(config -> config.longPoll(poll -> poll.window(Duration.ofSeconds(100))));
        Rig.Pending poll = rig.poll(rig.session());
        for (int n = 0; n < 9; n++) {
            rig.pass(Duration.ofSeconds(11));
        }
        assertTrue(poll.waits());
        rig.pass(Duration.ofSeconds(1));
        assertEquals(204, poll.reply().status());
    }
}
