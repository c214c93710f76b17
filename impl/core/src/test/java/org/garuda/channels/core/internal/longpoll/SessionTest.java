package org.garuda.channels.core.internal.longpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.config.Hosts;
import org.garuda.channels.config.Origins;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.Headers;
import org.garuda.channels.core.internal.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a session starts, who gets none, and when it is over. */
class SessionTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void theStartIsAnsweredWith410AndAToken() {
        Rig.Reply started = rig.startWith("vsn=2.0.0");
        assertEquals(410, started.status());
        assertEquals(List.of(), started.messages());
        assertEquals(200, started.answer().status());
        assertEquals("*", started.answer().headers().get("access-control-allow-origin"));
        assertEquals("no-store", started.answer().headers().get("cache-control"));
        assertEquals(
                "application/json; charset=utf-8", started.answer().headers().get("content-type"));
        assertNotEquals(started.token(), rig.startWith("vsn=2.0.0").token());
        assertEquals(1, rig.broadcaster().connectedClients() - 1);
    }

    @Test
    void whoIsRefusedIsToldWhatPhoenixJsUnderstands() {
        assertEquals(Map.of("status", 403), numbers(rig.startWith("vsn=3.0.0")));
        assertEquals(403, rig.startWith("vsn=2.0.0&x=%ff").status());
        for (int status : new int[] {401, 403, 429}) {
            rig.handler.refusal = status;
            assertEquals(Map.of("status", 403), numbers(rig.startWith("vsn=2.0.0")));
        }
        rig.handler.refusal = 503;
        assertEquals(Map.of("status", 500), numbers(rig.startWith("vsn=2.0.0")));
        assertEquals(0, rig.endpoint.sessions());
        assertEquals(0, rig.broadcaster().connectedClients());
    }

    private static Map<String, Integer> numbers(Rig.Reply reply) {
        return Map.of("status", reply.json().getInt("status"));
    }

    @Test
    void theTokenInTheHeaderCountsBeforeTheOneInTheQuery() {
        String token = rig.session();
        rig.post(token, Rig.HEARTBEAT);
        Rig.Pending poll = rig.poll("forged", "X-Phoenix-Longpoll-Token", token);
        assertEquals(List.of(Rig.HEARTBEAT_REPLY), poll.reply().messages());
        assertEquals(token, poll.reply().token());
        assertEquals(
                410,
                rig.startWith("vsn=2.0.0&token=" + token, "x-phoenix-longpoll-token", "forged")
                        .status());
    }

    @Test
    void aTokenThatWasChangedAnywhereIsNone() {
        byte[] token = Base64.getUrlDecoder().decode(rig.session());
        for (int i = 0; i < token.length; i++) {
            byte[] forged = token.clone();
            forged[i] ^= 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
            assertEquals(410, rig.post(text, Rig.HEARTBEAT).status());
        }
        for (String text : new String[] {"x", "x".repeat(76), "é".repeat(76), "x".repeat(100_000)}) {
            assertEquals(410, rig.post(text, Rig.HEARTBEAT).status());
        }
        assertEquals(token.length + 4, rig.count(Counter.LONG_POLL_TOKENS_REFUSED));
        assertEquals(410, rig.post("", Rig.HEARTBEAT).status());
    }

    @Test
    void aTokenIsGoodForAsLongAsTheSettingsSay() {
        rig.close();
        rig = new Rig(config -> config.longPoll(poll -> poll.tokenAge(Duration.ofHours(1))));
        String token = rig.session();
        rig.millis.addAndGet(3_600_000);
        assertEquals(200, rig.post(token, Rig.HEARTBEAT).status());
        rig.millis.addAndGet(1);
        assertEquals(410, rig.post(token, Rig.HEARTBEAT).status());
        Rig.Reply again = rig.startWith("vsn=2.0.0&token=" + token);
        assertEquals(410, again.status());
        assertNotEquals(token, again.token());
    }

    @Test
    void aTokenOfAnotherNodeIsForgedUnlessTheSecretIsShared() {
        try (Rig other = new Rig()) {
            assertEquals(410, rig.post(other.session(), Rig.HEARTBEAT).status());
            assertEquals(1, rig.count(Counter.LONG_POLL_TOKENS_REFUSED));
        }
        try (Rig one = new Rig(config -> config.longPoll(poll -> poll.secret(SECRET)));
                Rig other = new Rig(config -> config.longPoll(poll -> poll.secret(SECRET)))) {
            assertEquals(410, one.post(other.session(), Rig.HEARTBEAT).status());
            assertEquals(0, one.count(Counter.LONG_POLL_TOKENS_REFUSED));
        }
    }

    @Test
    void aSessionWithoutAPollExpires() {
        String token = rig.session("rooms:a");
        rig.pass(Duration.ofSeconds(15));
        assertEquals(200, rig.post(token, Rig.HEARTBEAT).status());
        rig.pass(Duration.ofMillis(250));
        assertEquals(410, rig.post(token, Rig.HEARTBEAT).status());
        assertEquals(0, rig.broadcaster().subscribers("rooms:a"));
        assertEquals(0, rig.broadcaster().connectedClients());
        assertEquals(0, rig.endpoint.sessions());
        assertEquals(1, rig.count(Counter.LONG_POLL_SESSIONS_EXPIRED));
        assertTrue(rig.engine.inventory().values().stream().allMatch(n -> n == 0), () -> "" + rig.engine.inventory());
    }

    @Test
    void aSessionThatPollsStaysForEver() {
        String token = rig.session("rooms:a");
        for (int n = 0; n < 30; n++) {
            Rig.Pending poll = rig.poll(token);
            rig.pass(Duration.ofMillis(9_999));
            assertTrue(poll.waits());
            rig.pass(Duration.ofMillis(1));
            assertEquals(204, poll.reply().status());
            assertEquals(token, poll.reply().token());
            rig.pass(Duration.ofSeconds(4));
        }
        assertEquals(1, rig.broadcaster().subscribers("rooms:a"));
    }

    @Test
    void aPollThatWaitsAtTheServerIsNoSilence() {
        rig.close();
        Queue<Runnable> tasks = new ArrayDeque<>();
        rig = new Rig(config -> config, tasks::add);
        String token = rig.startWith("vsn=2.0.0").token();
        Rig.Pending poll = rig.poll(token);
        rig.pass(Duration.ofSeconds(10)); // The window is over, but nobody has had the time to say so.
        passSlowly(Duration.ofMinutes(2));
        assertTrue(poll.waits());
        assertEquals(1, rig.endpoint.sessions());
        run(tasks);
        assertEquals(204, poll.reply().status());
        rig.pass(Duration.ofSeconds(15));
        assertEquals(1, rig.endpoint.sessions(), "the client had no time to come back");
        rig.pass(Duration.ofMillis(250));
        assertEquals(0, rig.endpoint.sessions());
    }

    @Test
    void aClientThatIsBeingAnsweredIsNotSilent() {
        String token = rig.session("rooms:a");
        Rig.Pending poll = rig.poll(token);
        rig.broadcaster().broadcast(ChannelEvent.of("rooms:a", "said", Map.of("n", 1)));
        passSlowly(Duration.ofMinutes(2)); // So slowly is it read.
        assertEquals(1, poll.reply().messages().size());
        rig.pass(Duration.ofSeconds(15));
        assertTrue(rig.poll(token).waits(), "the session is over");
    }

    @Test
    void anAnswerWhoseEndIsNeverToldKeepsNoSessionForEver() {
        String token = rig.session("rooms:a");
        Rig.Pending poll = rig.poll(token);
        rig.broadcaster().broadcast(ChannelEvent.of("rooms:a", "said", Map.of("n", 1)));
        passSlowly(Duration.ofMinutes(5));
        assertEquals(1, rig.endpoint.sessions());
        rig.pass(Duration.ofMillis(250));
        assertEquals(0, rig.endpoint.sessions());
        assertEquals(1, poll.written().messages().size());
    }

    private void passSlowly(Duration time) {
        for (Duration left = time; !left.isZero(); left = left.minusSeconds(5)) {
            rig.pass(Duration.ofSeconds(5));
        }
    }

    private static void run(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void anAddressHasSoManySessionsAndNoMore() {
        rig.close();
        rig = new Rig(config -> config.longPoll(poll -> poll.sessionsPerAddress(2)));
        rig.session();
        rig.session();
        assertEquals(403, rig.startWith("vsn=2.0.0").status());
        assertEquals(1, rig.count(Counter.LONG_POLL_SESSIONS_OVER_LIMIT));
        rig.pass(Duration.ofSeconds(16));
        rig.session();
    }

    @Test
    void aNetworkOfVersion6IsOneAddress() {
        assertEquals(LongPollSessions.key("2001:db8::1"), LongPollSessions.key("2001:db8:0:0:ffff::2"));
        assertNotEquals(LongPollSessions.key("2001:db8::1"), LongPollSessions.key("2001:db8:0:1::1"));
        assertEquals(LongPollSessions.key("192.0.2.1"), LongPollSessions.key("::ffff:192.0.2.1"));
        assertNotEquals(LongPollSessions.key("192.0.2.1"), LongPollSessions.key("192.0.2.2"));
        assertEquals("null", LongPollSessions.key(null));
        assertEquals("unix:/run/x", LongPollSessions.key("unix:/run/x"));
    }

    @Test
    void pagesOfOtherHostsGetNothing() {
        String[] foreign = {"Origin", "https://evil.example", "Host", "good.example"};
        String token = rig.session();
        for (String method : new String[] {"GET", "POST", "OPTIONS", "PUT"}) {
            LongPollResponse answer = answered(rig.receive(method, "vsn=2.0.0&token=" + token, foreign));
            assertEquals(200, answer.status());
            assertEquals(403, Rig.Reply.of(answer).status());
            assertEquals(null, answer.headers().get("access-control-allow-origin"), method + " may read why");
            assertTrue(Rig.Reply.of(answer).json().getString("error").contains("channels.origins"));
        }
        assertEquals(1, rig.endpoint.sessions());
        rig.close();
        rig = new Rig(config -> config.origins(Origins.anywhere()));
        assertEquals(410, rig.startWith("vsn=2.0.0", foreign).status());
    }

    @Test
    void aPageMayReadWhyItsVersionOrItsUserWasRefused() {
        String[] neighbour = {"Origin", "http://good.example:3000", "Host", "good.example"};
        assertEquals("*", corsOf(rig.startWith("vsn=3.0.0", neighbour)));
        rig.handler.refusal = 401;
        assertEquals("*", corsOf(rig.startWith("vsn=2.0.0", neighbour)));
    }

    private static @Nullable String corsOf(Rig.Reply reply) {
        assertEquals(403, reply.status());
        return reply.answer().headers().get("access-control-allow-origin");
    }

    @Test
    void aPageThatEmbedsThePollAsAnImageStartsNoSession() {
        String[] image = {"Host", "good.example", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"};
        Rig.Reply refused = rig.startWith("vsn=2.0.0", image);
        assertEquals(null, corsOf(refused));
        assertEquals(0, rig.endpoint.sessions());
        assertEquals(0, rig.broadcaster().connectedClients());
        assertEquals(1, rig.count(Counter.CLIENTS_REFUSED));
    }

    @Test
    void aServerThatKnowsItsNamesPollsUnderNoOther() {
        rig.close();
        rig = new Rig(
                node -> node.http(http -> http.hosts(Hosts.of("good.example"))), settings -> settings, Runnable::run);
        Rig.Reply rebound = rig.startWith("vsn=2.0.0", "Origin", "http://evil.example", "Host", "evil.example");
        assertEquals(null, corsOf(rebound));
        assertEquals(0, rig.endpoint.sessions());
        assertEquals(
                410, rig.startWith("vsn=2.0.0", "Host", "good.example:8080").status());
    }

    @Test
    void aBrowserMayAskFirst() {
        LongPollResponse answer = answered(rig.receive(
                "OPTIONS", "vsn=2.0.0", "Access-Control-Request-Headers", "content-type, x-phoenix-authtoken"));
        assertEquals(200, answer.status());
        assertEquals("content-type, x-phoenix-authtoken", answer.headers().get("access-control-allow-headers"));
        assertEquals("*", answer.headers().get("access-control-allow-origin"));
        LongPollResponse odd =
                answered(rig.receive("OPTIONS", "", "Access-Control-Request-Headers", "a\nset-cookie: x"));
        assertEquals(null, odd.headers().get("access-control-allow-headers"));
    }

    @Test
    void otherMethodsAndPathsAreNone() {
        for (String method : new String[] {"PUT", "DELETE", "HEAD", "PATCH", "TRACE", "get"}) {
            assertEquals(400, answered(rig.receive(method, "vsn=2.0.0")).status());
        }
        HandshakeRequest request = new HandshakeRequest("vsn=2.0.0", new Headers().toMap(), null, Rig.ADDRESS);
        assertEquals(404, answered(rig.endpoint.receive("GET", "/x", request)).status());
        assertEquals(200, answered(rig.endpoint.receive("GET", "/", request)).status());
    }

    private static LongPollResponse answered(LongPollResult reaction) {
        return assertInstanceOf(LongPollResult.Answered.class, reaction).answer();
    }

    @Test
    void theAuthTokenIsTakenAsItIs() {
        rig.handler.onConnect = handshake ->
                handshake.attributes().put("token", handshake.authToken().orElse("none"));
        rig.handler.onMessage = (conn, event) ->
                conn.replyOk(event, Map.of("token", conn.client().attributes().get("token")));
        String utf8 = new String("schlüssel".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String token = rig.startWith("vsn=2.0.0", "x-phoenix-authtoken", utf8).token();
        rig.post(token, Rig.join("rooms:a") + "\n[\"1\",\"2\",\"rooms:a\",\"whoami\",{}]");
        assertTrue(rig.poll(token).reply().messages().get(1).contains("\"schlüssel\""));
    }

    @Test
    void withoutAThreadToBlockASessionIsNotStartedButPollsArePolled() {
        String token = rig.session("rooms:a");
        HandshakeRequest newcomer = new HandshakeRequest("vsn=2.0.0", java.util.Map.of(), null, Rig.ADDRESS);
        LongPollResult refused = rig.endpoint.receiveWithoutBlocking("GET", null, newcomer);
        assertEquals(
                500,
                Rig.Reply.of(assertInstanceOf(LongPollResult.Answered.class, refused)
                                .answer())
                        .status());
        assertEquals(1, rig.endpoint.sessions());
        HandshakeRequest poll = new HandshakeRequest("vsn=2.0.0&token=" + token, java.util.Map.of(), null, Rig.ADDRESS);
        assertInstanceOf(LongPollResult.Held.class, rig.endpoint.receiveWithoutBlocking("GET", null, poll));
    }
}
