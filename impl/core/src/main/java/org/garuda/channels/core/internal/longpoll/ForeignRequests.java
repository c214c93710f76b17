package org.garuda.channels.core.internal.longpoll;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.garuda.channels.core.internal.bus.Kind;
import org.garuda.channels.core.internal.bus.NodeId;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.core.internal.http.Pace;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.ByteBudget;
import org.garuda.channels.core.internal.relay.ForeignToken;
import org.garuda.channels.core.internal.relay.LongPollHeaders;
import org.garuda.channels.core.internal.relay.RelayedAnswer;
import org.garuda.channels.core.internal.relay.RelayedFate;
import org.garuda.channels.core.internal.relay.RelayedRequest;
import org.garuda.channels.core.internal.relay.SessionNodes;
import org.garuda.channels.core.internal.relay.SessionRates;
import org.jspecify.annotations.Nullable;

/**
 * The requests that came to this node for sessions of others: each is handed to the node that has the session, and
 * answered when that node answers, is gone, or says nothing. None holds a thread. Safe for use by any thread.
 */
final class ForeignRequests {

    /** By so much an answer may be later than the end of the window at the node that has the session. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long END_MILLIS = 1000;
    private static final String POLLS_SETTING = "channels.longpoll.relayed-polls";
    private static final String BYTES_SETTING = "channels.longpoll.relayed-bytes-per-second";
    private static final String CROWDED = "too much waits for the other node";

    private final String path;
    private final NodeRuntime runtime;
    private final LongPollServices services;
    private final SessionNodes nodes;
    private final ByteBudget unfinished;
    private final Supplier<String> tokenOfNone;
    private final SessionRates up;
    private final SessionRates down;
    private final Map<Long, ForeignRequest> held = new ConcurrentHashMap<>();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicLong ids = new AtomicLong();
    private volatile boolean stopping;

    /**
     * @param path the socket's, the same on all nodes
     * @param unfinished what bodies on their way may hold together with all others
     * @param tokenOfNone makes a token of no session, which has its client begin one
     */
    ForeignRequests(
            String path,
            NodeRuntime runtime,
            LongPollServices services,
            SessionNodes nodes,
            ByteBudget unfinished,
            Supplier<String> tokenOfNone) {
        this.path = path;
        this.runtime = runtime;
        this.services = services;
        this.nodes = nodes;
        this.unfinished = unfinished;
        this.tokenOfNone = tokenOfNone;
        this.up = new SessionRates(services.settings().relayedBytesPerSecond());
        this.down = new SessionRates(services.settings().relayedBytesPerSecond());
    }

    /** Reads a token; null when it does not name another node. */
    @Nullable
    ForeignToken token(@Nullable String text) {
        return ForeignToken.of(text, nodes.self());
    }

    /** Whether the node that a token names is there. */
    boolean reaches(ForeignToken token) {
        return !stopping && nodes.reaches(token.owner());
    }

    /** A poll. */
    LongPollResult poll(ForeignToken token, HandshakeRequest request) {
        int most = services.settings().relayedPolls();
        if (polls.getAndUpdate(n -> Math.min(n + 1, most)) >= most) {
            services.counters().count(Counter.LONG_POLL_RELAYED_POLLS_OVER_LIMIT);
            String what = "more than " + most + " polls wait here for sessions of other nodes";
            return services.report()
                    .relayed(request.remoteAddress(), LongPollResponses.UNAVAILABLE, what, POLLS_SETTING, most);
        }
        long now = runtime.now();
        ForeignRequest poll = request("GET", token, request, new byte[0]);
        long wait = down.waitNanos(token.session(), now);
        if (wait > 0) {
            services.counters().count(Counter.LONG_POLL_RELAYED_BYTES_OVER_LIMIT);
            poll.sendAt(now + wait);
        }
        hand(poll);
        return new LongPollResult.Held(
                poll.answer,
                LongPollResponses.head(LongPollHeaders.acknowledged(request)),
                delivered -> ended(poll, delivered));
    }

    /** A post; its body is wanted, unless too much of its session is under way. */
    LongPollResult post(ForeignToken token, HandshakeRequest request) {
        if (up.waitNanos(token.session(), runtime.now()) > 0) {
            int most = services.settings().relayedBytesPerSecond();
            services.counters().count(Counter.LONG_POLL_RELAYED_BYTES_OVER_LIMIT);
            String what = "more than " + most + " bytes a second of this session go to another node";
            return services.report()
                    .relayed(request.remoteAddress(), LongPollResponses.TOO_MANY, what, BYTES_SETTING, most);
        }
        return new ForeignPost(
                services,
                String.valueOf(request.remoteAddress()),
                unfinished.limit(),
                body -> take(token, request, body));
    }

    private LongPollResult take(ForeignToken token, HandshakeRequest request, byte[] body) {
        ForeignRequest post = request("POST", token, request, body);
        up.charge(token.session(), body.length, runtime.now());
        ByteBudget.Account room =
                unfinished.open(() -> answer(post, LongPollResponses.evicted(BodyProblem.EVICTED.text())));
        post.answer.whenComplete((answer, none) -> room.close());
        if (room.add(body.length)) {
            hand(post);
        } else {
            answer(post, LongPollResponses.evicted(BodyProblem.EVICTED.text()));
        }
        return new LongPollResult.Held(post.answer, Map.of(), delivered -> {});
    }

    private ForeignRequest request(String method, ForeignToken token, HandshakeRequest request, byte[] body) {
        long id = ids.incrementAndGet();
        return new ForeignRequest(
                token, RelayedRequest.of(path, id, method, token.text(), request, body), runtime.now());
    }

    private void hand(ForeignRequest request) {
        held.put(request.id(), request);
        send(request, runtime.now());
        if (!nodes.reaches(request.session.owner())) {
            answer(request, LongPollResponses.status(LongPollResponses.GONE)); // It went in this moment.
        } else if (stopping && request.isPoll()) {
            answer(request, request.nothing());
        }
    }

    private void send(ForeignRequest request, long now) {
        if (!request.send(now)) {
            return;
        }
        services.counters().count(Counter.LONG_POLL_RELAYED);
        boolean room = nodes.send(request.session.owner(), Kind.LONG_POLL, request.request.write(), sent -> {
            if (!sent) {
                answer(request, noSession(request));
            }
        });
        if (!room) {
            services.counters().count(Counter.LONG_POLL_RELAYS_CROWDED);
            answer(
                    request,
                    request.isPoll()
                            ? LongPollResponses.error(LongPollResponses.UNAVAILABLE, CROWDED)
                            : LongPollResponses.evicted(CROWDED));
        }
    }

    /** The node that has the session has said something. */
    void answered(NodeId from, RelayedAnswer told) {
        ForeignRequest request = held.get(told.id());
        if (request == null || !request.session.owner().equals(from) || !request.isUnanswered()) {
            return; // It comes too late, and the other node has been told so.
        }
        LongPollResponse answer =
                told.isNone() ? noSession(request) : new LongPollResponse(told.status(), told.headers(), told.body());
        long now = runtime.now();
        if (request.isPoll()) {
            down.charge(request.sessionId(), answer.body().length, now);
            answer(request, answer);
            return;
        }
        long wait = Math.min(up.waitNanos(request.sessionId(), now), services.windowNanos());
        if (wait > 0) {
            services.counters().count(Counter.LONG_POLL_RELAYED_BYTES_OVER_LIMIT);
            request.holdBack(answer, now + wait);
        } else {
            answer(request, answer);
        }
    }

    private LongPollResponse noSession(ForeignRequest request) {
        return request.isPoll()
                ? LongPollResponses.empty(LongPollResponses.GONE, tokenOfNone.get())
                : LongPollResponses.status(LongPollResponses.GONE);
    }

    /** Answers, unless that has been done. A poll stays here until its answer has been written. */
    private void answer(ForeignRequest request, LongPollResponse answer) {
        if (request.answered(runtime.now())) {
            if (!request.isPoll()) {
                held.remove(request.id());
            }
            services.responders().execute(() -> request.answer.complete(answer));
        }
    }

    /** A poll's answer has been written, or its connection is gone. */
    private void ended(ForeignRequest poll, boolean delivered) {
        if (held.remove(poll.id(), poll)) {
            polls.decrementAndGet();
            poll.answered(runtime.now());
            if (!delivered && poll.wasSent()) {
                tell(poll, true);
            }
        }
    }

    private void tell(ForeignRequest poll, boolean lost) {
        byte[] fate = new RelayedFate(path, poll.id(), poll.session.text(), lost).write();
        nodes.send(poll.session.owner(), Kind.LONG_POLL_FATE, fate, sent -> {});
    }

    /** Another node is gone, and its sessions with it. */
    void departed(NodeId node) {
        held.values().forEach(request -> {
            if (request.session.owner().equals(node)) {
                answer(request, LongPollResponses.status(LongPollResponses.GONE));
            }
        });
    }

    /** Looks at the time, now and then. */
    void sweep() {
        long now = runtime.now();
        runtime.faults().forEach("the sweep at one relayed request", held.values(), request -> sweep(request, now));
        up.sweep(now);
        down.sweep(now);
    }

    private void sweep(ForeignRequest request, long now) {
        LongPollResponse due = request.dueAnswer(now);
        if (due != null) {
            answer(request, due);
        } else if (request.isUnanswered()) {
            send(request, now);
            if (now - request.began >= services.windowNanos() + PATIENCE_NANOS) {
                giveUp(request);
            }
        } else if (request.isPoll() && request.isWrittenSince(now, services.windowNanos() / 2)) {
            if (now - request.began >= services.windowNanos() + Pace.nanos(Long.MAX_VALUE)) {
                ended(request, false); // A server that never tells of the end.
            } else {
                tell(request, false);
            }
        }
    }

    /** The answer is lost, or the other node is stuck: what a poll was to bring is brought by the next one. */
    private void giveUp(ForeignRequest request) {
        if (!request.wasSent()) {
            answer(request, request.nothing());
            return;
        }
        services.counters().count(Counter.LONG_POLL_RELAYS_UNANSWERED);
        if (!nodes.reaches(request.session.owner())) {
            answer(request, LongPollResponses.status(LongPollResponses.GONE));
        } else if (request.isPoll()) {
            tell(request, true);
            answer(request, request.nothing());
        } else {
            answer(
                    request,
                    LongPollResponses.error(LongPollResponses.UNAVAILABLE, "the node of the session did not answer"));
        }
    }

    /** The node stops: polls may go to another one at once, and their sessions live on. */
    void stop() {
        stopping = true;
        held.values().stream().filter(ForeignRequest::isPoll).forEach(poll -> answer(poll, poll.nothing()));
    }

    /** Waits for the answers to posts, but not for long, and answers what is left. */
    void finish() {
        ForeignRequest.awaitPosts(held.values(), END_MILLIS);
        LongPollResponse end = LongPollResponses.error(LongPollResponses.UNAVAILABLE, "this node stops");
        held.values().forEach(request -> answer(request, end));
    }

    int size() {
        return held.size();
    }
}
