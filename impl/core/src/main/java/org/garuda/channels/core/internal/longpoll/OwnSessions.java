package org.garuda.channels.core.internal.longpoll;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.garuda.channels.config.LongPollSettings;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.relay.SessionTokens;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one socket that this node has, found by their tokens, and the posts to them, whose time it keeps. Safe
 * for use by any thread.
 */
final class OwnSessions {

    private final NodeRuntime runtime;
    private final LongPollServices services;
    private final LongPollSettings settings;
    private final SessionTokens tokens;
    private final LongPollSessions sessions;
    private final Set<SessionPost> posts = ConcurrentHashMap.newKeySet();

    OwnSessions(NodeRuntime runtime, LongPollServices services, SessionTokens tokens) {
        this.runtime = runtime;
        this.services = services;
        this.settings = services.settings();
        this.tokens = tokens;
        this.sessions = new LongPollSessions(settings.sessionsPerAddress());
    }

    /** Takes a place for a session of an address, or refuses it and says so; every place taken is to be given back. */
    boolean reserve(String address) {
        if (sessions.reserve(address)) {
            return true;
        }
        runtime.counters().count(Counter.LONG_POLL_SESSIONS_OVER_LIMIT);
        services.report().session(address, LongPollResponses.FORBIDDEN, settings.sessionsPerAddress());
        return false;
    }

    void giveBack(String address) {
        sessions.giveBack(address);
    }

    /**
     * Begins a session of a client that has been let in, in the place that has been taken for it.
     *
     * @return its token
     */
    String begin(ProtocolSession client, String address) {
        LongPollSession session = new LongPollSession(tokens.newSession(), address, client, services, sessions::remove);
        sessions.add(session);
        runtime.counters().count(Counter.LONG_POLL_SESSIONS);
        client.opened(session);
        return tokens.sign(session.id());
    }

    /** A token of no session, which has its client begin one. */
    String tokenOfNone() {
        return tokens.sign(tokens.newSession());
    }

    /** The session that a token names, or null when there is none, or the token was not made here. */
    @Nullable
    LongPollSession find(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        UUID id = tokens.verify(token);
        if (id == null) {
            runtime.counters().count(Counter.LONG_POLL_TOKENS_REFUSED);
            return null;
        }
        return sessions.find(id);
    }

    /** Whether a session is still there. */
    boolean has(LongPollSession session) {
        return sessions.find(session.id()) == session;
    }

    /** A post to the session that a token names: it has to be answered, or its body is wanted. */
    LongPollResult post(@Nullable String token, boolean batch) {
        LongPollSession session = find(token);
        if (session == null || session.isEnding()) {
            return new LongPollResult.Answered(LongPollResponses.status(LongPollResponses.GONE));
        }
        if (!session.beginPost()) {
            runtime.counters().count(Counter.LONG_POLL_POSTS_OVER_LIMIT);
            int most = settings.postsPerSession();
            String what = "more than " + most + " posts of this session are under way";
            services.report()
                    .over(
                            session.protocol()::describe,
                            LongPollResponses.TOO_MANY,
                            what,
                            "channels.longpoll.posts-per-session",
                            most);
            return new LongPollResult.Answered(LongPollResponses.error(LongPollResponses.TOO_MANY, what));
        }
        return new SessionPost(session, services, new Waiting(), batch);
    }

    /** Looks at the time, now and then. */
    void sweep(boolean stopping) {
        long now = runtime.now();
        long window = services.windowNanos();
        runtime.faults()
                .forEach("the sweep at one session", sessions.all(), session -> session.sweep(now, window, stopping));
        runtime.faults().forEach("the sweep at one post", posts, post -> post.sweep(now, window));
    }

    /** How many there are. */
    int size() {
        return sessions.all().size();
    }

    /** The posts that wait for their messages to be handled. */
    private final class Waiting implements SessionPost.Waiting {
        @Override
        public void watch(SessionPost post) {
            posts.add(post);
            if (post.isAnswered()) {
                posts.remove(post); // It was answered while it was put here.
            }
        }

        @Override
        public void forget(SessionPost post) {
            posts.remove(post);
        }
    }
}
