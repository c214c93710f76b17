package org.garuda.channels.core.internal.longpoll;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.garuda.channels.core.internal.relay.ForeignToken;
import org.garuda.channels.core.internal.relay.RelayedRequest;
import org.jspecify.annotations.Nullable;

/**
 * A poll or post of a session that another node has, from when it came until its answer has been written. Each step is
 * made once, by whoever comes first. Safe for use by any thread.
 */
final class ForeignRequest {

    /** How far it is. */
    private enum State {
        /** Not sent yet, so that its session does not become too fast. */
        HELD_BACK,
        /** With the other node. */
        SENT,
        /** The answer is there, and is held back so that its session does not become too fast. */
        ANSWER_HELD_BACK,
        /** Answered; perhaps the answer is being written. */
        ANSWERED
    }

    final ForeignToken session;
    final RelayedRequest request;

    /** On the engine's clock. */
    final long began;

    final CompletableFuture<LongPollResponse> answer = new CompletableFuture<>();

    @GuardedBy("this")
    private State state = State.HELD_BACK;

    @GuardedBy("this")
    private boolean sent;

    @GuardedBy("this")
    private @Nullable LongPollResponse heldBack;

    @GuardedBy("this")
    private long due;

    ForeignRequest(ForeignToken session, RelayedRequest request, long began) {
        this.session = session;
        this.request = request;
        this.began = began;
        this.due = began;
    }

    /** Waits for the answers to posts, but not for long. */
    static void awaitPosts(Collection<ForeignRequest> requests, long millis) {
        CompletableFuture<?>[] posts = requests.stream()
                .filter(request -> !request.isPoll())
                .map(request -> request.answer)
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(posts).get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Whoever waits still is answered by the caller.
        }
    }

    /** The answer to a poll when there are no messages. */
    LongPollResponse nothing() {
        return LongPollResponses.empty(LongPollResponses.NO_MESSAGES, session.text());
    }

    long id() {
        return request.id();
    }

    UUID sessionId() {
        return session.session();
    }

    boolean isPoll() {
        return request.method().equals("GET");
    }

    /** It is to be sent later. */
    synchronized void sendAt(long until) {
        due = until;
    }

    /** Whether it is to be sent now, which is so once. */
    synchronized boolean send(long now) {
        if (state != State.HELD_BACK || now - due < 0) {
            return false;
        }
        state = State.SENT;
        sent = true;
        return true;
    }

    /** Whether the other node knows of it. */
    synchronized boolean wasSent() {
        return sent;
    }

    /** Whether nothing is known of an answer. */
    synchronized boolean isUnanswered() {
        return state == State.HELD_BACK || state == State.SENT;
    }

    /** Whether its client still waits. */
    synchronized boolean waits() {
        return state != State.ANSWERED;
    }

    /** The answer is there, and is to be given later. */
    synchronized void holdBack(LongPollResponse response, long until) {
        if (state == State.SENT) {
            state = State.ANSWER_HELD_BACK;
            heldBack = response;
            due = until;
        }
    }

    /** The answer that has been held back, when its time has come. */
    synchronized @Nullable LongPollResponse dueAnswer(long now) {
        return state == State.ANSWER_HELD_BACK && now - due >= 0 ? heldBack : null;
    }

    /** Whether this answer is the one, which is so once. */
    synchronized boolean answered(long now) {
        if (state == State.ANSWERED) {
            return false;
        }
        state = State.ANSWERED;
        heldBack = null;
        due = now;
        return true;
    }

    /** Whether its answer has been there for so long, and for as long since this was last true. */
    synchronized boolean isWrittenSince(long now, long nanos) {
        if (state != State.ANSWERED || now - due < nanos) {
            return false;
        }
        due = now;
        return true;
    }
}
