package org.garuda.channels.core.internal.longpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.core.internal.logging.LogLines;
import org.garuda.channels.core.internal.metrics.Counter;
import org.junit.jupiter.api.Test;

class RefusalReportTest {

    private static void expect(LogLines log, String... parts) {
        assertEquals(1, log.messages().size(), () -> log.messages().toString());
        for (String part : parts) {
            assertTrue(log.messages().get(0).contains(part), log.messages().get(0));
        }
    }

    private static void refusedPost(UnaryOperator<SocketSettings.Builder> change, String body, String... parts) {
        try (Rig rig = new Rig(change);
                LogLines log = new LogLines()) {
            rig.post(rig.startWith("vsn=2.0.0&user_id=ada").token(), body);
            expect(log, "a post of client ada from " + Rig.ADDRESS);
            expect(log, parts);
        }
    }

    @Test
    void aPostOverALimitIsAWarningThatNamesTheSettingAndItsValue() {
        String two = Rig.HEARTBEAT + "\n" + Rig.HEARTBEAT;
        refusedPost(
                config -> config.longPoll(poll -> poll.bodyBytes(10)), two, "413", "channels.longpoll.body-bytes (10)");
        refusedPost(
                config -> config.longPoll(poll -> poll.batchLines(1)), two, "413", "channels.longpoll.batch-lines (1)");
        refusedPost(
                config -> config.limits(limits -> limits.messageBytes(10)),
                two,
                "413",
                "channels.limits.message-bytes (10)");
    }

    @Test
    void aPostThatNobodyUnderstandsIsAWarningThatNamesTheLineAndTheProtocol() {
        refusedPost(
                config -> config, Rig.HEARTBEAT + "\n\u0007\n", "400", "line 2 is neither", "V2 of Phoenix's protocol");
    }

    @Test
    void onePostTooManyIsAWarningThatNamesTheSetting() {
        try (Rig rig = new Rig(config -> config.longPoll(poll -> poll.postsPerSession(1)));
                LogLines log = new LogLines()) {
            String token = rig.session();
            assertInstanceOf(Post.class, rig.receive("POST", "token=" + token));
            rig.receive("POST", "token=" + token);
            expect(log, "429", "channels.longpoll.posts-per-session (1)");
        }
    }

    @Test
    void aBodyThatIsNotWaitedForIsAWarningThatSaysWhatHelps() {
        refusedBody(BodyProblem.OVERDUE, "408", "15 s", "let the client send less at once");
        refusedBody(BodyProblem.EVICTED, "503", "channels.limits.unfinished-bytes (");
    }

    private static void refusedBody(BodyProblem problem, String... parts) {
        try (Rig rig = new Rig();
                LogLines log = new LogLines()) {
            Post post = assertInstanceOf(Post.class, rig.receive("POST", "token=" + rig.session()));
            assertEquals(problem.status(), post.refused(problem).status());
            expect(log, parts);
        }
    }

    @Test
    void aPostForWhichThereIsNoThreadIsAWarningThatNamesTheFilter() {
        try (Rig rig = new Rig();
                LogLines log = new LogLines()) {
            Post post = assertInstanceOf(Post.class, rig.receive("POST", "token=" + rig.session()));
            assertEquals(503, post.refusedForWantOfThread().status());
            assertEquals(1, rig.count(Counter.LONG_POLL_POSTS_WITHOUT_THREAD));
            expect(log, "503", "asyncSupported=true");
        }
    }

    @Test
    void oneSessionTooManyIsAWarningThatNamesTheAddressAndTheSetting() {
        try (Rig rig = new Rig(config -> config.longPoll(poll -> poll.sessionsPerAddress(1)));
                LogLines log = new LogLines()) {
            rig.session();
            assertEquals(403, rig.startWith("vsn=2.0.0").status());
            expect(log, Rig.ADDRESS, "403", "channels.longpoll.sessions-per-address (1)", "channels.proxies");
        }
    }

    @Test
    void aThousandRefusalsAreOneLineAndThenTheirNumber() {
        try (Rig rig = new Rig(config -> config.longPoll(poll -> poll.batchLines(1)));
                LogLines log = new LogLines()) {
            String token = rig.session();
            byte[] body = (Rig.HEARTBEAT + "\n" + Rig.HEARTBEAT).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 1000; i++) {
                rig.postLater(token, Rig.NDJSON, body);
            }
            assertEquals(1, log.messages().size(), () -> log.messages().toString());
            rig.pass(Duration.ofSeconds(10));
            assertEquals(
                    List.of("posts answered with 413, channels.longpoll.batch-lines: 999 more within 10 s"),
                    log.messages().subList(1, 2));
        }
    }
}
