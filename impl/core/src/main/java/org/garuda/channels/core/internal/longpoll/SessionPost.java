package org.garuda.channels.core.internal.longpoll;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.garuda.channels.config.LongPollSettings;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.FrameDecoder;
import org.garuda.channels.core.internal.protocol.Inbound;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.jspecify.annotations.Nullable;

/** A post to a session of this node. */
final class SessionPost implements Post {

    /** Those who see to it that posts do not wait for too long. */
    interface Waiting {
        /** Calls {@link SessionPost#sweep} now and then. */
        void watch(SessionPost post);

        /** It waits no more. */
        void forget(SessionPost post);
    }

    private final LongPollSession session;
    private final LongPollServices services;
    private final Waiting waiting;
    private final boolean batch;
    private final CompletableFuture<LongPollResponse> answer = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile long began;
    private boolean onlyHeartbeats = true;

    SessionPost(LongPollSession session, LongPollServices services, Waiting waiting, boolean batch) {
        this.session = session;
        this.services = services;
        this.waiting = waiting;
        this.batch = batch;
    }

    @Override
    public int limit() {
        return settings().bodyBytes();
    }

    @Override
    public LongPollResponse refused(BodyProblem problem) {
        if (problem == BodyProblem.TOO_BIG) {
            return tooBig(
                    "the body is over the limit of " + limit() + " bytes", "channels.longpoll.body-bytes", limit());
        }
        ProtocolSession client = session.protocol();
        return services.report()
                .body(client::describe, problem, client.unfinished().limit());
    }

    @Override
    public LongPollResponse refusedForWantOfThread() {
        services.counters().count(Counter.LONG_POLL_POSTS_WITHOUT_THREAD);
        return services.report().noThread(session.protocol()::describe);
    }

    @Override
    public void ended() {
        if (ended.compareAndSet(false, true)) {
            session.postEnded();
        }
    }

    @Override
    public LongPollResult take(byte[] body) {
        began = session.protocol().now();
        List<Line> lines = batch ? lines(body) : List.of(new Line(body, 0, body.length));
        if (lines.size() > settings().batchLines()) {
            int most = settings().batchLines();
            return new Answered(tooBig(
                    "the batch has more than " + most + " lines; nothing of it was taken",
                    "channels.longpoll.batch-lines",
                    most));
        }
        for (int i = 0; i < lines.size(); i++) {
            LongPollResponse refused = take(lines.get(i), batch ? "line " + (i + 1) : "the body");
            if (refused != null) {
                return new Answered(refused);
            }
        }
        if (!session.protocol().afterwards(this::handled)) {
            handled(); // So much waits that nothing more can wait for it.
        }
        if (answer.isDone()) {
            return new Answered(answer.join());
        }
        waiting.watch(this);
        return new Held(answer, Map.of(), delivered -> {});
    }

    private @Nullable LongPollResponse take(Line line, String where) {
        ProtocolSession protocol = session.protocol();
        byte[] frame = line.copy();
        boolean text = !batch || line.first() == '[' || line.first() == '{';
        if (!text) {
            byte[] decoded = base64(frame);
            if (decoded == null) {
                return malformed(where + " is neither a JSON frame nor base64");
            }
            frame = decoded;
        }
        if (frame.length > protocol.messageBytes()) {
            int most = protocol.messageBytes();
            return tooBig(
                    where + " is over the limit of " + most + " bytes for one frame",
                    "channels.limits.message-bytes",
                    most);
        }
        if (text && !isUtf8(frame)) {
            return malformed(where + " is not UTF-8");
        }
        Inbound inbound =
                text ? FrameDecoder.text(protocol.version(), frame) : FrameDecoder.binary(protocol.version(), frame);
        if (inbound instanceof Inbound.Malformed wrong) {
            return malformed(where + " is no frame: " + wrong.reason());
        }
        if (protocol.hasLongRef(inbound)) {
            protocol.refuse(CloseReason.REF_TOO_LONG);
            return LongPollResponses.error(
                    LongPollResponses.MALFORMED, where + " has a ref or join_ref over the limit; the session ends");
        }
        // What is asked together is answered in order, but heartbeats need not wait for an earlier post.
        onlyHeartbeats &= inbound instanceof Inbound.Message message && message.isHeartbeat();
        protocol.receivedTogether(inbound, onlyHeartbeats);
        return null;
    }

    private LongPollResponse malformed(String what) {
        services.counters().count(Counter.LONG_POLL_POSTS_MALFORMED);
        ProtocolSession client = session.protocol();
        String remedy = "it is to speak " + client.version() + " of Phoenix's protocol, one frame a line";
        services.report().post(client::describe, LongPollResponses.MALFORMED, "not understood", what, remedy);
        return LongPollResponses.error(LongPollResponses.MALFORMED, what);
    }

    private LongPollResponse tooBig(String what, String setting, int most) {
        services.counters().count(Counter.LONG_POLL_POSTS_TOO_BIG);
        services.report().over(session.protocol()::describe, LongPollResponses.TOO_BIG, what, setting, most);
        return LongPollResponses.error(LongPollResponses.TOO_BIG, what);
    }

    private void handled() {
        answer.complete(LongPollResponses.status(session.isEnding() ? LongPollResponses.GONE : LongPollResponses.OK));
        waiting.forget(this);
    }

    /** A handler that takes too long does not keep the client from its next post. */
    void sweep(long now, long windowNanos) {
        if (now - began >= windowNanos) {
            waiting.forget(this);
            services.responders().execute(() -> answer.complete(LongPollResponses.status(LongPollResponses.OK)));
        }
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    private LongPollSettings settings() {
        return services.settings();
    }

    /** Lines that hold something; at most one more than is allowed. */
    private List<Line> lines(byte[] body) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from < body.length && lines.size() <= settings().batchLines()) {
            int end = from;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            Line line = new Line(body, from, end).trimmed();
            if (line.from < line.to) {
                lines.add(line);
            }
            from = end + 1;
        }
        return lines;
    }

    /** Both alphabets, padded or not, as at the WebSocket endpoint. */
    private static byte @Nullable [] base64(byte[] line) {
        byte[] standard = line.clone();
        for (int i = 0; i < standard.length; i++) {
            standard[i] = standard[i] == '-' ? (byte) '+' : standard[i] == '_' ? (byte) '/' : standard[i];
        }
        try {
            return Base64.getDecoder().decode(standard);
        } catch (IllegalArgumentException e) {
            return null; // The caller says so to the client.
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** A piece of the body. */
    private record Line(byte[] body, int from, int to) {
        Line trimmed() {
            int start = from;
            int end = to;
            while (start < end && isSpace(body[start])) {
                start++;
            }
            while (end > start && isSpace(body[end - 1])) {
                end--;
            }
            return new Line(body, start, end);
        }

        private static boolean isSpace(byte b) {
            return b == ' ' || b == '\t' || b == '\r';
        }

        byte first() {
            return body[from];
        }

        byte[] copy() {
            return Arrays.copyOfRange(body, from, to);
        }
    }
}
