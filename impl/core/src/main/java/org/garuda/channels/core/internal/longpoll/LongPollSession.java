package org.garuda.channels.core.internal.longpoll;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.connection.Transport;
import org.garuda.channels.core.internal.http.Pace;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.metrics.Counters;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * A client that polls. What waits for it stays in its outbox until a poll takes all of it.
 *
 * <p><b>What is guaranteed.</b> Messages come in the order of the outbox, and no answer is sent twice to a client that
 * got it. What an answer brought is kept until the next poll, and brought again by that poll if the answer is known not
 * to have arrived:
 *
 * <ul>
 *   <li>the connection of the poll was seen closing before the answer: then nothing was taken from the outbox;
 *   <li>the answer could not be written, as far as the server learns of that before the next poll;
 *   <li>the client says so: a poll may tell in the header {@code x-longpoll-ack} the number of the last answer that the
 *   client has, 0 for none, and is then told the
 *       number of its own answer in {@code x-longpoll-batch}. A client that does loses nothing as long as its session
 *       lives, whatever happens on the way.
 * </ul>
 *
 * <p>Otherwise the next poll counts as proof that the answer arrived, because the protocol has no other. phoenix.js
 * starts a new session after a poll that failed, so it misses nothing without being told.
 */
final class LongPollSession implements Transport {

    /** What a poll is to be told. Frames, or the end of the session when there are none. */
    private record Content(List<Frame> frames, long number) {
        static final Content END = new Content(List.of(), 0);

        boolean isEnd() {
            return frames.isEmpty();
        }
    }

    /** How long a client that does not come for its last messages may hold up the stop. */
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final UUID id;
    private final String address;
    private final ProtocolSession protocol;
    private final LongPollServices services;
    private final Counters counters;
    private final Consumer<LongPollSession> over;
    private final AtomicInteger posts = new AtomicInteger();

    // The outbox's lock may be taken under this one; nothing else is called.

    @GuardedBy("this")
    private @Nullable Poll waiting;

    @GuardedBy("this")
    private final UnconfirmedAnswer unconfirmed = new UnconfirmedAnswer();

    @GuardedBy("this")
    private int unended;

    @GuardedBy("this")
    private long lastSign;

    @GuardedBy("this")
    private boolean finished;

    /** @param over told once, under no lock, when the session is over */
    LongPollSession(
            UUID id,
            String address,
            ProtocolSession protocol,
            LongPollServices services,
            Consumer<LongPollSession> over) {
        this.id = id;
        this.address = address;
        this.protocol = protocol;
        this.services = services;
        this.counters = services.counters();
        this.over = over;
        this.lastSign = protocol.now();
    }

    /** Begins a post, unless too many are under way; each that began ends. */
    boolean beginPost() {
        int most = services.settings().postsPerSession();
        return posts.getAndUpdate(n -> Math.min(n + 1, most)) < most;
    }

    void postEnded() {
        posts.decrementAndGet();
    }

    UUID id() {
        return id;
    }

    /** What it counts for among the sessions of one address. */
    String address() {
        return address;
    }

    ProtocolSession protocol() {
        return protocol;
    }

    boolean isEnding() {
        return protocol.outbox().isEnding();
    }

    /**
     * A poll came. It is answered at once if there is something to tell, else when there is; one that still waits gives
     * way to it.
     *
     * @param acknowledged the number of the last answer that the client says it got, or null if it does not say
     * @return false when the session is over, and the client needs a new one
     */
    boolean poll(Poll poll, @Nullable Long acknowledged) {
        protocol.heard();
        counters.count(Counter.LONG_POLL_POLLS);
        Poll former;
        Content content;
        boolean repeated;
        synchronized (this) {
            former = waiting;
            lastSign = poll.began;
            unended++;
            repeated = unconfirmed.settle(acknowledged);
            content = finished ? Content.END : next(poll);
            waiting = content == null ? poll : null;
        }
        if (former != null) {
            counters.count(Counter.LONG_POLL_POLLS_SUPERSEDED);
            services.responders()
                    .execute(() -> former.answer.complete(
                            LongPollResponses.empty(LongPollResponses.NO_MESSAGES, former.token)));
        }
        if (repeated) {
            counters.count(Counter.LONG_POLL_ANSWERS_REPEATED);
        }
        if (content != null && content.isEnd()) {
            finish();
            return false;
        }
        if (content != null) {
            tell(poll, content);
        }
        return true;
    }

    @GuardedBy("this")
    private @Nullable Content next(Poll poll) {
        Outbox outbox = protocol.outbox();
        List<Frame> frames = unconfirmed.next(outbox, protocol.now());
        if (!frames.isEmpty()) {
            poll.batch = unconfirmed.number();
            return new Content(frames, poll.batch);
        }
        return outbox.end() == null ? null : Content.END;
    }

    @Override
    public void wake() {
        services.responders().execute(this::deliver);
    }

    /**
     * Gives what the outbox has to the poll that waits. Without one, a session that has nothing more to tell is over.
     */
    private void deliver() {
        Poll poll;
        Content content;
        synchronized (this) {
            poll = waiting;
            if (poll == null) {
                content = unconfirmed.isEmpty() && protocol.outbox().end() != null ? Content.END : null;
            } else {
                content = next(poll);
            }
            if (content == null) {
                return;
            }
            waiting = null;
        }
        if (poll == null) {
            finish();
        } else {
            tell(poll, content);
        }
    }

    private void tell(Poll poll, Content content) {
        if (content.isEnd()) {
            poll.answer.complete(LongPollResponses.status(LongPollResponses.GONE));
            finish();
        } else {
            poll.answer.complete(LongPollResponses.messages(content.frames(), content.number(), poll.token));
        }
    }

    @Override
    public void abort(CloseReason reason) {
        finish();
    }

    /** A poll's answer has been written, or its connection is gone; tells which answer it got, or zero. */
    synchronized long ended(Poll poll, boolean delivered) {
        if (!poll.ended) {
            poll.ended = true;
            unended--;
            lastSign = protocol.now();
        }
        if (!delivered && waiting == poll) {
            waiting = null;
            counters.count(Counter.LONG_POLL_POLLS_CUT);
        } else if (!delivered) {
            unconfirmed.lost(poll.batch);
        }
        return poll.batch;
    }

    /** An answer that counted as written turns out not to have been. */
    synchronized void lost(long batch) {
        unconfirmed.lost(batch);
    }

    /** The client is there, though it does not poll: an answer is still being written. */
    synchronized void sign() {
        lastSign = protocol.now();
    }

    /** Looks at the time, now and then. */
    void sweep(long now, long windowNanos, boolean stopping) {
        Poll due = null;
        boolean expired;
        synchronized (this) {
            Poll poll = waiting;
            if (poll != null && now - poll.began >= windowNanos) {
                due = poll;
                waiting = null;
            }
            expired = poll == null && now - lastSign > patience(windowNanos, stopping);
        }
        if (due != null) {
            Poll answered = due;
            services.responders()
                    .execute(() -> answered.answer.complete(
                            LongPollResponses.empty(LongPollResponses.NO_MESSAGES, answered.token)));
        }
        if (expired) {
            counters.count(Counter.LONG_POLL_SESSIONS_EXPIRED);
            finish();
        } else {
            protocol.heard(); // Silence is judged here alone.
        }
    }

    @GuardedBy("this")
    private long patience(long windowNanos, boolean stopping) {
        if (stopping && isEnding()) {
            // A client that does not come for its last messages must not hold up the stop.
            return Math.min(STOP_NANOS, windowNanos);
        }
        long silence = windowNanos * 3 / 2;
        // Who is being answered cannot poll. A server that never tells of the end must not keep the session for ever.
        return unended > 0 ? Math.max(silence, Pace.nanos(Long.MAX_VALUE)) : silence;
    }

    /**
     * Ends the session, if it has not ended. A poll that waits is told before the client counts as gone, so that a stop
     * does not overtake the answer.
     */
    void finish() {
        Poll poll;
        synchronized (this) {
            if (finished) {
                return;
            }
            finished = true;
            poll = waiting;
            waiting = null;
            unconfirmed.forget();
        }
        over.accept(this);
        if (poll != null) {
            poll.answer.complete(LongPollResponses.status(LongPollResponses.GONE));
        }
        protocol.gone();
    }
}
