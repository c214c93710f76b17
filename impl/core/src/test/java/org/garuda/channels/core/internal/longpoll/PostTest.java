package org.garuda.channels.core.internal.longpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.metrics.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a post takes, what it refuses, and when it is answered. */
class PostTest {

    private Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    private static String heartbeats(int count) {
        return (Rig.HEARTBEAT + "\n").repeat(count);
    }

    private int replies(String token) {
        Rig.Pending poll = rig.poll(token);
        if (poll.waits()) {
            poll.lose();
            return 0;
        }
        return poll.reply().messages().size();
    }

    @Test
    void aBatchMayEndWithANewlineAndHaveCarriageReturnsAndEmptyLines() {
        String token = rig.session();
        for (String body : new String[] {
            Rig.HEARTBEAT,
            Rig.HEARTBEAT + "\n",
            Rig.HEARTBEAT + "\r\n",
            "\n\n" + Rig.HEARTBEAT + "\n\r\n \n",
            "  " + Rig.HEARTBEAT + "\t"
        }) {
            assertEquals(200, rig.post(token, body).status());
            assertEquals(1, replies(token));
        }
    }

    @Test
    void aHundredLinesAreTakenAndOneMoreIsRefusedAsAWhole() {
        String token = rig.session();
        assertEquals(200, rig.post(token, heartbeats(100)).status());
        assertEquals(100, replies(token));
        Rig.Reply refused = rig.post(token, heartbeats(101));
        assertEquals(413, refused.status());
        assertTrue(refused.json().getString("error").contains("100 lines"));
        assertEquals(0, replies(token));
        assertEquals(1, rig.count(Counter.LONG_POLL_POSTS_TOO_BIG));
    }

    @Test
    void aLineThatNobodyUnderstandsIsNamedAndWhatCameBeforeItIsKept() {
        String token = rig.session("rooms:a");
        String[] bad = {
            "gar bage!", "[", "[]", "[1,2]", "{}", "{\"topic\":1}", "AAAA", "////", "[null,\"1\",\"a\",\"b\",NaN]"
        };
        for (String line : bad) {
            Rig.Reply refused = rig.post(token, Rig.HEARTBEAT + "\n" + line + "\n" + Rig.HEARTBEAT);
            assertEquals(400, refused.status(), line);
            assertEquals(200, refused.answer().status());
            assertTrue(refused.json().getString("error").startsWith("line 2 "), refused.json()::toString);
            assertEquals(1, replies(token), line);
        }
        assertEquals(bad.length, rig.count(Counter.LONG_POLL_POSTS_MALFORMED));
        assertEquals(200, rig.post(token, Rig.HEARTBEAT).status());
        assertEquals(1, rig.broadcaster().subscribers("rooms:a"));
    }

    @Test
    void aBodyThatIsNoBatchIsOneFrame() {
        String token = rig.session();
        for (String type : new String[] {"application/json", "text/plain", "application/x-www-form-urlencoded"}) {
            assertEquals(200, rig.post(token, type, Rig.HEARTBEAT).status());
            assertEquals(1, replies(token));
        }
        for (String body : new String[] {"", "garbage", Rig.HEARTBEAT + Rig.HEARTBEAT}) {
            Rig.Reply refused = rig.post(token, "application/json", body);
            assertEquals(400, refused.status());
            assertTrue(refused.json().getString("error").startsWith("the body "), refused.json()::toString);
        }
        assertEquals(0, replies(token));
        assertEquals(
                200,
                rig.post(token, "Application/X-NDJSON; charset=utf-8", heartbeats(2))
                        .status());
        assertEquals(2, replies(token));
        assertEquals(200, rig.post(token, "").status());
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        String token = rig.session();
        byte[] body = Rig.HEARTBEAT.getBytes(StandardCharsets.ISO_8859_1);
        body[8] = (byte) 0xff;
        LongPollResult reaction = rig.postLater(token, Rig.NDJSON, body);
        LongPollResponse answer =
                assertInstanceOf(LongPollResult.Answered.class, reaction).answer();
        assertEquals(400, Rig.Reply.of(answer).status());
    }

    @Test
    void bytesComeInEitherAlphabetOfBase64() {
        String token = rig.session("rooms:lpbin");
        // 00, sizes, "1", "3", topic, "echo", ff fe
        for (String line : new String[] {"AAEBCwQxM3Jvb21zOmxwYmluZWNob//+", "AAEBCwQxM3Jvb21zOmxwYmluZWNob__-"}) {
            assertEquals(200, rig.post(token, line).status());
            assertEquals(
                    List.of("AQEBCwIxM3Jvb21zOmxwYmlub2v//g=="),
                    rig.poll(token).reply().messages());
        }
    }

    @Test
    void aClientOfTheFirstVersionMayBatchToo() {
        String token = rig.startWith("").token();
        String frame = "{\"topic\":\"phoenix\",\"event\":\"heartbeat\",\"payload\":{},\"ref\":\"1\"}";
        assertEquals(200, rig.post(token, frame + "\n" + frame).status());
        assertEquals(2, replies(token));
    }

    @Test
    void aBodyOverTheLimitIsRefusedAndOneAtItIsNot() {
        rig.close();
        rig = new Rig(config -> config.longPoll(poll -> poll.bodyBytes(Rig.HEARTBEAT.length())));
        String token = rig.session();
        assertEquals(200, rig.post(token, Rig.HEARTBEAT).status());
        Rig.Reply refused = rig.post(token, Rig.HEARTBEAT + " ");
        assertEquals(413, refused.status());
        assertTrue(refused.json().getString("error").contains(Rig.HEARTBEAT.length() + " bytes"));
        assertEquals(1, replies(token));
    }

    @Test
    void aSessionHasSixtyFourPostsUnderWayAndAnotherOneWhenOneOfThemEnds() {
        String token = rig.session();
        List<Post> posts = new ArrayList<>();
        for (int n = 0; n < 64; n++) {
            posts.add(assertInstanceOf(Post.class, rig.receive("POST", "token=" + token)));
        }
        LongPollResult refused = rig.receive("POST", "token=" + token);
        Rig.Reply reply = Rig.Reply.of(
                assertInstanceOf(LongPollResult.Answered.class, refused).answer());
        assertEquals(429, reply.status());
        assertEquals(1, rig.count(Counter.LONG_POLL_POSTS_OVER_LIMIT));
        assertEquals(200, rig.post(rig.session(), Rig.HEARTBEAT).status(), "another session has its own");
        posts.get(0).ended();
        posts.get(0).ended();
        assertEquals(200, rig.post(token, Rig.HEARTBEAT).status());
        assertInstanceOf(Post.class, rig.receive("POST", "token=" + token));
        assertInstanceOf(LongPollResult.Answered.class, rig.receive("POST", "token=" + token));
    }

    @Test
    void aFrameOverTheLimitForFramesIsRefused() {
        rig.close();
        rig = new Rig(config -> config.limits(limits -> limits.messageBytes(Rig.HEARTBEAT.length())));
        String token = rig.session();
        Rig.Reply refused = rig.post(token, Rig.HEARTBEAT + "\n" + Rig.HEARTBEAT.replace("{}", "{ }"));
        assertEquals(413, refused.status());
        assertTrue(refused.json().getString("error").startsWith("line 2 "));
        assertEquals(1, replies(token));
    }

    @Test
    void aFrameWithALongRefIsNamedAndEndsTheSession() {
        String token = rig.session("rooms:a");
        String longRef = Rig.HEARTBEAT.replace("\"h\"", '"' + "h".repeat(1023) + '"');
        Rig.Reply refused = rig.post(token, Rig.HEARTBEAT + "\n" + longRef + "\n" + Rig.HEARTBEAT);
        assertEquals(400, refused.status());
        assertTrue(refused.json().getString("error").startsWith("line 2 "), refused.json()::toString);
        assertEquals(1, rig.count(Counter.CLOSED_REF_TOO_LONG));
        assertEquals(1, replies(token));
        assertEquals(410, rig.post(token, Rig.HEARTBEAT).status());
    }

    @Test
    void postsOfHeartbeatsBehindAHandlerThatBlocksEndTheSessionAtThePendingLimit() throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        CountDownLatch handling = new CountDownLatch(1);
        try {
            rig.close();
            rig = new Rig(config -> config, offTheTestsThread(threads));
            rig.handler.onMessage = (conn, event) -> await(handling);
            String token = rig.startWith("vsn=2.0.0").token();
            rig.postLater(token, Rig.NDJSON, utf8(Rig.join("rooms:a") + "\n[\"1\",\"2\",\"rooms:a\",\"slow\",{}]"));
            byte[] heartbeats = utf8(heartbeats(100));
            int taken = 0;
            while (rig.count(Counter.CLOSED_FLOODING) == 0 && taken < 600) {
                rig.postLater(token, Rig.NDJSON, heartbeats);
                taken++;
            }
            assertEquals(1, rig.count(Counter.CLOSED_FLOODING));
            assertTrue(taken <= 11, taken + " posts were taken");
            assertEquals(410, rig.post(token, Rig.HEARTBEAT).status());
        } finally {
            handling.countDown();
            threads.shutdown();
            assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aHeartbeatBetweenTwoMessagesOfAPostIsAnsweredBetweenThem() {
        String token = rig.session("rooms:a");
        String echo = "[\"1\",\"2\",\"rooms:a\",\"echo\",{}]\n";
        assertEquals(200, rig.post(token, echo + Rig.HEARTBEAT + "\n" + echo).status());
        List<String> messages = rig.poll(token).reply().messages();
        assertEquals(3, messages.size());
        assertEquals(Rig.HEARTBEAT_REPLY, messages.get(1));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aPostIsAnsweredWhenItsMessagesHaveBeenHandled() throws InterruptedException {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            rig.close();
            rig = new Rig(config -> config, offTheTestsThread(threads));
            CountDownLatch handling = new CountDownLatch(1);
            rig.handler.onMessage = (conn, event) -> {
                await(handling);
                conn.replyOk(event);
            };
            String token = rig.startWith("vsn=2.0.0").token();
            LongPollResult.Held post = assertInstanceOf(
                    LongPollResult.Held.class,
                    rig.postLater(
                            token,
                            Rig.NDJSON,
                            (Rig.join("rooms:a") + "\n[\"1\",\"2\",\"rooms:a\",\"slow\",{}]")
                                    .getBytes(StandardCharsets.UTF_8)));
            assertFalse(post.answer().toCompletableFuture().isDone());
            handling.countDown();
            assertEquals(
                    200,
                    Rig.Reply.of(post.answer().toCompletableFuture().join()).status());
            assertEquals(2, replies(token));
        } finally {
            threads.shutdown();
            assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aPostIsAnsweredAtTheEndOfTheWindowAtTheLatest() throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        CountDownLatch handling = new CountDownLatch(1);
        try {
            rig.close();
            rig = new Rig(config -> config, offTheTestsThread(threads));
            rig.handler.onMessage = (conn, event) -> await(handling);
            String token = rig.startWith("vsn=2.0.0").token();
            byte[] body =
                    (Rig.join("rooms:a") + "\n[\"1\",\"2\",\"rooms:a\",\"slow\",{}]").getBytes(StandardCharsets.UTF_8);
            LongPollResult.Held post =
                    assertInstanceOf(LongPollResult.Held.class, rig.postLater(token, Rig.NDJSON, body));
            rig.pass(Duration.ofMillis(9_999));
            assertFalse(post.answer().toCompletableFuture().isDone());
            rig.pass(Duration.ofMillis(1));
            assertEquals(
                    200,
                    Rig.Reply.of(post.answer().toCompletableFuture().join()).status());
        } finally {
            handling.countDown();
            threads.shutdown();
            assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        }
    }

    /** What the test's thread brings is done elsewhere, all else on the spot. */
    private static Executor offTheTestsThread(ExecutorService threads) {
        Thread test = Thread.currentThread();
        return task -> {
            if (Thread.currentThread() == test && !threads.isShutdown()) {
                threads.execute(task);
            } else {
                task.run();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
