package org.garuda.channels.core.internal.longpoll;

import java.util.function.Function;
import org.garuda.channels.core.internal.bus.Outlet;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.core.internal.metrics.Counter;

/** A post to a session that another node has; what its messages lead to is for that node to say. */
final class ForeignPost implements Post {

    /** The rest of a message between nodes takes no more. */
    private static final int MOST_HEAD_BYTES = 64 << 10;

    static final int MOST_BODY_BYTES = Outlet.MOST_BEHIND_BYTES - MOST_HEAD_BYTES;

    private final LongPollServices services;
    private final String address;
    private final long unfinishedBytes;
    private final Function<byte[], LongPollResult> sender;

    /**
     * A post whose body is wanted.
     *
     * @param address where its client is, for the log
     * @param unfinishedBytes what all bodies together may hold, for the log
     * @param sender takes the body
     */
    ForeignPost(
            LongPollServices services, String address, long unfinishedBytes, Function<byte[], LongPollResult> sender) {
        this.services = services;
        this.address = address;
        this.unfinishedBytes = unfinishedBytes;
        this.sender = sender;
    }

    @Override
    public int limit() {
        return Math.min(services.settings().bodyBytes(), MOST_BODY_BYTES);
    }

    @Override
    public LongPollResponse refused(BodyProblem problem) {
        if (problem == BodyProblem.TOO_BIG) {
            String what = "the body is over the limit of " + limit() + " bytes";
            services.counters().count(Counter.LONG_POLL_POSTS_TOO_BIG);
            services.report()
                    .over(this::client, LongPollResponses.TOO_BIG, what, "channels.longpoll.body-bytes", limit());
            return LongPollResponses.error(LongPollResponses.TOO_BIG, what);
        }
        return services.report().body(this::client, problem, unfinishedBytes);
    }

    @Override
    public LongPollResponse refusedForWantOfThread() {
        services.counters().count(Counter.LONG_POLL_POSTS_WITHOUT_THREAD);
        return services.report().noThread(this::client);
    }

    @Override
    public LongPollResult take(byte[] body) {
        return sender.apply(body);
    }

    @Override
    public void ended() {
        // The node that has the session counts its posts.
    }

    private String client() {
        return "at " + address + ", whose session another node has";
    }
}
