package org.garuda.channels.core.internal.longpoll;

import org.garuda.channels.core.internal.http.BodyProblem;

/**
 * A client wants to say something: its body is needed. One call of {@link #take}, {@link #refused} or none follows, on
 * a thread that need not be the one that brought the request; and in any case one of {@link #ended}.
 */
public interface Post extends LongPollResult {

    /** How large the body may be, in bytes. */
    int limit();

    /** The answer when the rest of the body is not waited for; the connection is to be closed after it. */
    LongPollResponse refused(BodyProblem problem);

    /**
     * The answer when too many threads of the server wait for bodies as it is; the connection is to be closed after it.
     */
    LongPollResponse refusedForWantOfThread();

    /**
     * Takes the body. Must not be called with one over the limit. Does not block.
     *
     * @return the answer, which may have to wait until the messages have been handled, so that a client does not send
     *     faster than that
     */
    LongPollResult take(byte[] body);

    /**
     * The answer has been written, or the connection is gone: the session may have another post in this one's place.
     * May be called by any thread, and more than once.
     */
    void ended();
}
