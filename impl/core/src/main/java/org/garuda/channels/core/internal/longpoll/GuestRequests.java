package org.garuda.channels.core.internal.longpoll;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.garuda.channels.core.internal.bus.Kind;
import org.garuda.channels.core.internal.bus.NodeId;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.ByteBudget;
import org.garuda.channels.core.internal.relay.LongPollHeaders;
import org.garuda.channels.core.internal.relay.RelayedAnswer;
import org.garuda.channels.core.internal.relay.RelayedFate;
import org.garuda.channels.core.internal.relay.RelayedRequest;
import org.garuda.channels.core.internal.relay.SessionNodes;
import org.jspecify.annotations.Nullable;

/**
 * The requests that came to other nodes for sessions of this one. They are served as those that come here: this node
 * checks the token and keeps all limits; the other one passes on. Safe for use by any thread; the thread that takes in
 * what other nodes say hands each on.
 */
final class GuestRequests {

    /** The last poll of a session that came to another node. */
    private static final class Guest {
        final NodeId asker;
        final long id;
        final LongPollSession session;

        /** Until its answer is on its way. */
        volatile @Nullable Poll poll;

        /** Which answer it got. */
        volatile long batch;

        Guest(NodeId asker, long id, LongPollSession session, Poll poll) {
            this.asker = asker;
            this.id = id;
            this.session = session;
            this.poll = poll;
        }

        /** Its answer is with the bus, or is not; in the latter case the next poll brings it. */
        void sent(Poll answered, boolean taken) {
            batch = session.ended(answered, taken);
            poll = null;
        }

        void lost() {
            Poll unsent = poll;
            if (unsent == null) {
                session.lost(batch);
            } else {
                session.ended(unsent, false);
            }
        }
    }

    private final String path;
    private final NodeRuntime runtime;
    private final LongPollServices services;
    private final SessionNodes nodes;
    private final OwnSessions own;
    private final ByteBudget unfinished;
    private final Map<UUID, Guest> guests = new ConcurrentHashMap<>();

    /**
     * No request yet.
     *
     * @param path the socket's, the same on all nodes
     * @param unfinished what bodies that wait for their turn may hold together with all others
     */
    GuestRequests(
            String path,
            NodeRuntime runtime,
            LongPollServices services,
            SessionNodes nodes,
            OwnSessions own,
            ByteBudget unfinished) {
        this.path = path;
        this.runtime = runtime;
        this.services = services;
        this.nodes = nodes;
        this.own = own;
        this.unfinished = unfinished;
    }

    /** A request has come. */
    void asked(NodeId asker, RelayedRequest request) {
        if (request.method().equals("POST")) {
            AtomicReference<byte @Nullable []> body = new AtomicReference<>(request.body());
            ByteBudget.Account room = unfinished.open(() -> body.set(null));
            if (!room.add(request.body().length)) {
                body.set(null);
            }
            HandshakeRequest head = request.head();
            later(() -> {
                byte[] taken = body.getAndSet(null);
                room.close();
                post(asker, request.id(), head, taken);
            });
        } else {
            later(() -> poll(asker, request.id(), request.head()));
        }
    }

    private void later(Runnable work) {
        services.responders().execute(() -> runtime.faults().run("a request that came to another node", work));
    }

    private void poll(NodeId asker, long id, HandshakeRequest request) {
        String token = LongPollHeaders.token(request);
        LongPollSession session = own.find(token);
        if (session == null || token == null) {
            tell(asker, id, null);
            return;
        }
        Poll poll = new Poll(token, runtime.now());
        Guest guest = new Guest(asker, id, session, poll);
        guests.put(session.id(), guest);
        if (!session.poll(poll, LongPollHeaders.acknowledged(request))) {
            tell(asker, id, null);
            return;
        }
        poll.answer.thenAccept(answer -> answer(guest, poll, answer));
    }

    private void answer(Guest guest, Poll poll, LongPollResponse answer) {
        if (answer.body().length > ForeignPost.MOST_BODY_BYTES) {
            services.counters().count(Counter.LONG_POLL_RELAYS_CROWDED);
            guest.session.finish(); // It can never be brought this way, nor anything that comes after it.
            tell(guest.asker, guest.id, null);
            return;
        }
        byte[] relayed = relayed(guest.id, answer);
        if (!nodes.send(guest.asker, Kind.LONG_POLL_ANSWER, relayed, sent -> guest.sent(poll, sent))) {
            services.counters().count(Counter.LONG_POLL_RELAYS_CROWDED);
            guest.sent(poll, false);
        }
    }

    private void post(NodeId asker, long id, HandshakeRequest request, byte @Nullable [] body) {
        LongPollResult result = own.post(LongPollHeaders.token(request), LongPollHeaders.isBatch(request));
        if (!(result instanceof Post post)) {
            answer(asker, id, result);
            return;
        }
        boolean waits = false;
        try {
            LongPollResult taken = body == null || body.length > post.limit()
                    ? new LongPollResult.Answered(
                            post.refused(body == null ? BodyProblem.EVICTED : BodyProblem.TOO_BIG))
                    : post.take(body);
            if (taken instanceof LongPollResult.Held held) {
                waits = true;
                held.answer().thenAccept(answer -> {
                    post.ended();
                    tell(asker, id, answer);
                });
            } else {
                answer(asker, id, taken);
            }
        } finally {
            if (!waits) {
                post.ended();
            }
        }
    }

    private void answer(NodeId asker, long id, LongPollResult result) {
        if (result instanceof LongPollResult.Answered answered) {
            tell(asker, id, answered.answer());
        }
    }

    private void tell(NodeId asker, long id, @Nullable LongPollResponse answer) {
        byte[] relayed = answer == null ? RelayedAnswer.none(path, id).write() : relayed(id, answer);
        if (!nodes.send(asker, Kind.LONG_POLL_ANSWER, relayed, sent -> {})) {
            services.counters().count(Counter.LONG_POLL_RELAYS_CROWDED);
        }
    }

    private byte[] relayed(long id, LongPollResponse answer) {
        return new RelayedAnswer(path, id, answer.status(), answer.headers(), answer.body()).write();
    }

    /** What became of a poll's answer. */
    void fate(NodeId asker, RelayedFate fate) {
        LongPollSession session = own.find(fate.token());
        Guest guest = session == null ? null : guests.get(session.id());
        if (guest == null || guest.id != fate.id() || !guest.asker.equals(asker)) {
            return;
        }
        if (fate.lost()) {
            guest.lost();
        } else {
            guest.session.sign();
        }
    }

    /** Another node is gone: polls that wait for it take nothing any more. */
    void departed(NodeId node) {
        guests.values().forEach(guest -> {
            if (guest.asker.equals(node) && guest.poll != null) {
                guest.lost();
            }
        });
    }

    /** Forgets those whose session is over. */
    void sweep() {
        guests.values().removeIf(guest -> !own.has(guest.session));
    }

    /** How many sessions have had a poll by another node. */
    int size() {
        return guests.size();
    }
}
